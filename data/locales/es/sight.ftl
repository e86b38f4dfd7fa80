# Quién puede ver qué, según los permisos reales de los canales.

sight-button = Quién puede ver qué
sight-intro = Esto es lo que dicen ahora mismo los permisos del servidor. Discord puede ver todo lo que pasa por él.
sight-none = Todavía no estás en ningún grupo, así que no hay ningún canal del que hablar. Lo que llevas a la guardia lo ven los compañeros de guardia, quienes los coordinan y quienes administran.
sight-people = Leen el canal: { $count ->
    [one] una persona
   *[other] { $count } personas
}
sight-administrators = Quien es dueño y quienes administran, que ven todos los canales: { $names }
sight-threads = Pueden abrir los hilos privados de aquí: { $names }
sight-audit = Leen el registro de auditoría, que muestra quién cambió qué y ningún mensaje: { $names }
sight-bots = Otros bots que pueden leer aquí: { $names }
sight-grant = Ahora no pueden leer aquí, y podrían darse acceso: { $names }
sight-nobody = nadie
sight-more = { $names } y { $count } más
sight-widened = Ahora más personas o bots que antes pueden ver este canal. Mira quiénes son antes de seguir escribiendo.
