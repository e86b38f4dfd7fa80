# Surveys: asking without knowing who answered.

error-threshold-too-low = Results can be shown from { $floor } people on. You can ask for more people, not for fewer: with fewer, somebody could be recognised.
