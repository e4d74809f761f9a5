"""B8 as one would write it first: a variable for every household and official, the aims brought down in turn."""

import json
import os
import resource
import sys
import time

from ortools.sat.python import cp_model


def build(day):
    adjacent = {tuple(each) for each in day["adjacent"]} | {tuple(each[::-1]) for each in day["adjacent"]}
    seats, units, soft_cap = day["seats"], day["units"], day["soft_cap"]

    def far(one, other):
        return 3 if not one or not other else 0 if one == other else 1 if (one, other) in adjacent else 3

    model, placed = cp_model.CpModel(), {}
    here = {seat["key"]: [] for seat in seats}
    unassigned, changed, distance = [], [], []
    for u, unit in enumerate(units):
        size, options = len(unit["zones"]), []
        for seat in seats:
            if seat["key"] in unit["barred"]:
                continue
            var = model.new_bool_var("")
            placed[u, seat["key"]] = var
            options.append(var)
            here[seat["key"]].append(size * var)
            distance.append(sum(far(zone, seat["zone"]) for zone in unit["zones"]) * var)
        model.add_at_most_one(options)
        unassigned.append(size * (1 - sum(options)))
        if unit["present"]:
            changed.append(unit["weight"] * (1 - placed[u, unit["present"]]))
    over, squares = [], []
    for seat in seats:
        load = model.new_int_var(0, soft_cap, "")
        model.add(load == seat["kept"] + sum(here[seat["key"]]))
        beyond = model.new_int_var(0, soft_cap, "")
        model.add(beyond >= load - seat["cap"])
        square = model.new_int_var(0, soft_cap * soft_cap, "")
        model.add_multiplication_equality(square, [load, load])
        over.append(beyond)
        squares.append(square)
    return model, placed, (unassigned, over, changed, distance, squares)


def limit_memory():
    most = int(os.environ["BENCH_MEMORY_GIB"]) * 2**30
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(path):
    limit_memory()
    day = json.load(open(path, encoding="utf-8"))
    began = time.perf_counter()
    until = began + float(os.environ["BENCH_PATIENCE"])
    model, placed, aims = build(day)
    vector, proved = [], True
    for aim in aims:
        total = sum(aim) if aim else 0
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(until - time.perf_counter(), 0.1)
        solver.parameters.num_workers = os.cpu_count() or 1
        if not isinstance(total, int):
            model.minimize(total)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            vector, proved = [], False
            break
        value = 0 if isinstance(total, int) else round(solver.objective_value)
        vector.append(value)
        proved = proved and status == cp_model.OPTIMAL
        if not isinstance(total, int):
            model.add(total <= value)
        model.clear_hints()
        for var in placed.values():
            model.add_hint(var, solver.value(var))
    json.dump({"work_s": time.perf_counter() - began}, open(os.environ["BENCH_TOLD"], "w", encoding="utf-8"))
    print(json.dumps({"vector": vector, "proved": proved}))


try:
    main(sys.argv[1])
except MemoryError:
    sys.exit(f"the plain model needs more than {os.environ['BENCH_MEMORY_GIB']} GiB")
