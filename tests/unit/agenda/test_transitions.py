"""Around every kind of clock change that any zone has made or will make, rules fire when the almanac says."""

from datetime import timedelta

from tests.unit.agenda.transitions import Transition, disagreement, distinct_zones, plans, transitions


def test_rules_and_the_almanac_agree_around_each_pattern_of_transition() -> None:
    distinct: dict[tuple[object, ...], Transition] = {}
    for zone in distinct_zones():
        # A fortnight finds nearly every pattern; the longer command looks at every day.
        for transition in transitions(zone, timedelta(days=14)):
            distinct.setdefault(transition.pattern, transition)
    assert len(distinct) > 50
    wrong = [
        found
        for transition in distinct.values()
        for plan in plans(transition, every=False)
        if (found := disagreement(plan, transition)) is not None
    ]
    assert wrong == []
