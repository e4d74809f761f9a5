#!/bin/sh
# cupsd calls this with: job, user, title, copies, options [, file]. One paper a job, or the fault that is on.
folder="@FOLDER@"
[ $# -eq 0 ] && { echo 'direct paper "Unknown" "Paper"'; exit 0; }

for reason in media-empty media-jam cover-open toner-empty; do
    if [ -e "$folder/faults/$reason" ]; then
        echo "STATE: +$reason-error" >&2
        while [ -e "$folder/faults/$reason" ]; do sleep 0.05; done
        echo "STATE: -$reason-error" >&2
    fi
done
[ -e "$folder/faults/slow" ] && sleep "$(cat "$folder/faults/slow")"
[ -e "$folder/faults/abort" ] && exit 1

number=$(printf %05d "$1")
cat ${6:+"$6"} > "$folder/papers/$number.pdf"
printf '%s\n' "$3" "$5" > "$folder/papers/$number.txt"
echo "ATTR: marker-names=Toner,Waste marker-types=toner,waste-toner marker-levels=30,95 marker-colors=#000000,none" >&2
exit 0
