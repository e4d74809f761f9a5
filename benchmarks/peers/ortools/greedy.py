"""B8's quality bar: keep who has an official, give everybody else to whoever is nearest and has least to do."""

import json
import os
import sys
import time


def main(path):
    day = json.load(open(path, encoding="utf-8"))
    began = time.perf_counter()
    adjacent = {tuple(each) for each in day["adjacent"]} | {tuple(each[::-1]) for each in day["adjacent"]}
    seats, soft_cap = day["seats"], day["soft_cap"]
    load = {seat["key"]: seat["kept"] for seat in seats}
    plan = {}

    def far(one, other):
        return 3 if not one or not other else 0 if one == other else 1 if (one, other) in adjacent else 3

    for unit in sorted(day["units"], key=lambda each: (not each["present"], -len(each["zones"]))):
        size, fits = len(unit["zones"]), unit["present"]
        if not fits or load[fits] + size > soft_cap:
            room = [s for s in seats if load[s["key"]] + size <= soft_cap and s["key"] not in unit["barred"]]
            fits = min(
                room,
                default=None,
                key=lambda s: (
                    max(0, load[s["key"]] + size - s["cap"]) - max(0, load[s["key"]] - s["cap"]),
                    sum(far(zone, s["zone"]) for zone in unit["zones"]),
                    load[s["key"]],
                ),
            )
            fits = fits and fits["key"]
        plan[unit["key"]] = fits
        if fits:
            load[fits] += size
    zone_of = {seat["key"]: seat["zone"] for seat in seats}
    vector = [
        sum(len(u["zones"]) for u in day["units"] if not plan[u["key"]]),
        sum(max(0, load[s["key"]] - s["cap"]) for s in seats),
        sum(u["weight"] for u in day["units"] if plan[u["key"]] != u["present"]),
        sum(far(z, zone_of[plan[u["key"]]]) for u in day["units"] if plan[u["key"]] for z in u["zones"]),
        sum(each * each for each in load.values()),
    ]
    json.dump({"work_s": time.perf_counter() - began}, open(os.environ["BENCH_TOLD"], "w", encoding="utf-8"))
    print(json.dumps({"vector": vector, "proved": False}))


main(sys.argv[1])
