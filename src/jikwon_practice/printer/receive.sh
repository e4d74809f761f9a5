#!/bin/sh
# ippeveprinter calls this with each job's document: one paper a job, in order, or the fault that is switched on.
# papers/00001.txt says what was printed and is written first; papers/00001.pdf is the paper itself.
here=$(dirname "$0")
faults=$here/faults

for reason in media-empty media-jam cover-open toner-empty; do
    if [ -e "$faults/$reason" ]; then
        echo "STATE: +$reason-error" >&2
        while [ -e "$faults/$reason" ]; do sleep 0.05; done
        echo "STATE: -$reason-error" >&2
    fi
done
if [ -e "$faults/slow" ]; then sleep "$(cat "$faults/slow")"; fi
if [ -e "$faults/abort" ]; then exit 1; fi
# a printer that draws the pages finds the end of the file missing
if ! tail -c 1024 "$1" | grep -qa '%%EOF'; then exit 1; fi

mine=$here/papers/.$$
cp "$1" "$mine.pdf"
printf '%s\n' "$IPP_JOB_NAME" "$IPP_JOB_ID" "${IPP_COPIES:-1}" "${IPP_SIDES:-one-sided}" \
    "$IPP_MEDIA" "$IPP_JOB_ORIGINATING_USER_NAME" > "$mine.txt"
set -- "$here"/papers/*.txt
number=$#
until ln "$mine.txt" "$here/papers/$(printf %05d "$number").txt" 2> /dev/null; do number=$((number + 1)); done
ln "$mine.pdf" "$here/papers/$(printf %05d "$number").pdf"

pages=$(grep -ao '/Count [0-9]*' "$mine.pdf" | cut -d ' ' -f 2 | sort -n | tail -n 1)
rm "$mine.pdf" "$mine.txt"
if [ -n "$pages" ]; then echo "ATTR: job-impressions-completed=$((pages * ${IPP_COPIES:-1}))" >&2; fi
exit 0
