# Lo que pasa más tarde: qué le falta a una regla y por qué algo no ocurrió.

agenda-rule-unreadable = { $part ->
    [UNTIL] No se entiende el final de este ritmo. Indica un último día (UNTIL=20271231) o un número de veces (COUNT=10), pero no ambos.
    [DTSTART] El primer día de este ritmo queda demasiado lejos. Elige uno entre 1970 y 2999.
    [BYDAY] No se entienden los días de la semana de este ritmo. Escríbelos como MO, TU, WE, TH, FR, SA, SU; en un mes también como 2MO (el segundo lunes) o -1FR (el último viernes).
    [RRULE] No se entiende este ritmo. Escríbelo, por ejemplo, como FREQ=WEEKLY;BYDAY=MO,TH y omite lo que no necesites.
   *[other] La parte { $part } de este ritmo no se entiende o no encaja con el resto. Cámbiala o quítala. Un ejemplo que funciona: FREQ=WEEKLY;BYDAY=MO,TH
}
agenda-rule-too-frequent = Eso sería más de una vez por hora. Elige un ritmo de una hora o más; para dos horas más cercanas, crea dos planes.
agenda-rule-never-fires = Ningún día encaja con este ritmo (como el 30 de febrero), así que nunca ocurriría nada. Cambia el día o el mes.
agenda-zone-unknown = No se conoce esa zona horaria. Usa el nombre de una ciudad de tu zona, por ejemplo { $example }.

agenda-reason-late = Su hora pasó mientras el bot estaba ausente u ocupado, así que se omitió.
agenda-reason-superseded = Su hora pasó mientras el bot estaba ausente u ocupado; uno posterior ocupó su lugar.
agenda-reason-withdrawn = Se canceló.
agenda-reason-failed = Algo falló dentro del bot. Se intentará de nuevo; si sigue igual, usa /doctor.
agenda-reason-timed-out = Tardó demasiado y se detuvo. Se intentará de nuevo; si sigue igual, usa /doctor.
agenda-reason-interrupted = El bot se detuvo a la mitad cada vez que se intentó, así que se abandonó. Usa /doctor.
agenda-reason-exhausted = Falló cada vez que se intentó, así que se abandonó. Usa /doctor.

agenda-trouble-storage = No se puede acceder a la base de datos, así que no ocurre nada de lo planeado. Revisa el disco y DATABASE_URL; el bot seguirá por sí solo en cuanto la base de datos responda.
