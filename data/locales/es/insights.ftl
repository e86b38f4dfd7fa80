# Datos de un grupo, y las metas de cada persona.

command-insights-name = datos
command-insights = Las semanas de un grupo: respuestas, asistencia, ánimo
command-goals-name = metas
command-goals = Tus metas; solo tú las ves

insights-title = { $group }: las últimas semanas
insights-floor = Donde compartieron su respuesta o vinieron menos de cinco personas, o los nombres delatarían a las demás, no hay ninguna cifra. Lo que alguien guardó solo para sí no está en ninguna.
insights-empty = Aún no hay nada que mostrar: ningún registro ni encuentro llegó a cinco personas.
insights-few = muy pocas personas
insights-line = Semana del { $week } · compartieron: { $answers } · asistieron: { $attended }
insights-week = Semana
insights-head-week = Semana que empieza el
insights-checkins = Registros
insights-answers = Más respuestas compartidas a un registro
insights-sessions = Encuentros
insights-attended = Más personas en un encuentro
insights-chart-people = Personas que participan, por semana
insights-chart-moods = Ánimo, por semana
insights-chart-none = Demasiado pocas personas para mostrar nada
insights-chart-hidden = muy pocas respuestas, o demasiado parecidas
insights-alt = Un gráfico de { $weeks } semanas. Personas que compartieron su respuesta: { $answers } por semana. Personas en un encuentro: { $attended } por semana. El ánimo se muestra en { $moods } semanas.
insights-alt-latest = En la última, el { $light } % dijo bien o normal, el { $between } % regular y el { $heavy } % mal o muy mal.
insights-button-csv = Como tabla
insights-button-quarter = Página trimestral
insights-button-said = Nos dijeron, hicimos
insights-csv = Aquí están los datos en una tabla (CSV).
insights-page = Aquí está la página para tu evaluación. Se abre en cualquier navegador y no necesita nada más.
insights-made = Hecha el { $date }
insights-said-title = Nos dijeron, hicimos
insights-form-said = Nos dijeron
insights-form-done = Hicimos
error-said-unposted = No se ha podido publicar en el canal del grupo, así que no se ha guardado nada. { $reason }
insights-said-posted = Está en el canal del grupo y saldrá en la próxima página trimestral.

goals-title = Tus metas
goals-none = Aún no hay ninguna meta. Las pequeñas cuentan, y no tener ninguna está bien.
goals-footer = Solo tú ves esto. No se cuenta nada y nadie te lo recuerda.
goal-state-open = en camino
goal-state-done = conseguida
goal-state-let-go = la dejaste ir
goal-button-new = Una meta nueva
goal-button-done = Conseguida
goal-button-let-go = Dejarla ir
goal-button-delete = Borrarla
goal-choose = Una de ellas
goal-form-title = Una meta
goal-form-text = ¿A qué te gustaría llegar?
goal-form-about = Tan pequeña como quieras
goal-form-notice = Solo tú la ves, y a nadie se le dice lo que pone. Se guarda cifrada hasta que la borres. Discord también puede leerla.
goal-added = Ya está.
goal-done = Has llegado. Tómate un momento para notarlo.
goal-let-go = La has dejado ir, y eso también cuesta.
goal-deleted = Borrada.

error-goal-unknown = Esa meta ya no está.
error-goal-empty = Una meta necesita unas palabras.
error-goal-too-many = { $most } metas abiertas son mucho peso. Deja ir una primero.
error-said-empty = Las dos partes necesitan unas palabras: qué se dijo y qué se hizo.

kept-goals = metas, cifradas
kept-goals-whom = miembros de grupos
kept-goals-why = para sí mismas; nadie más puede leerlas
kept-goals-until = hasta que las borren o se borren sus datos
