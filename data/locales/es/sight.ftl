# Quién puede ver qué, según los permisos reales de los canales.

sight-button = Quién puede ver qué
sight-intro = Esto es lo que dicen ahora mismo los permisos del servidor. Discord puede ver todo lo que pasa por él.
sight-none = Este servidor aún no está configurado, así que no hay ningún canal del que hablar.
sight-people = Leen el canal: { $count ->
    [one] una persona
   *[other] { $count } personas
}
sight-administrators = Quien es dueño y quienes administran, que ven todos los canales: { $names }
sight-threads = Pueden abrir los hilos privados de aquí: { $names }
sight-audit = Leen el registro de auditoría, que muestra quién cambió qué y ningún mensaje: { $names }
sight-bots = Otros bots que pueden leer aquí: { $names }
sight-grant = Ahora no pueden leer aquí, y podrían darse acceso (también bots): { $names }
sight-promote = Podrían ponerse en la guardia o entre las personas responsables, y ver lo que ellas ven (también bots): { $names }
sight-everyone = Lee el canal cualquiera que entre en este servidor: ahora { $count } personas
sight-place-oncall = El canal de la guardia, donde aparecen tus momentos difíciles
sight-place-support = El canal del que cuelgan los espacios privados; un espacio lo leen sus personas, quienes administran y quienes pueden abrir hilos privados
sight-nobody = nadie
sight-more = { $names } y { $count } más
sight-widened = Ahora más personas, roles o bots que antes pueden ver este canal, o podrían darse acceso. Mira quiénes son antes de seguir escribiendo.
sight-widened-support = Ahora más personas, roles o bots que antes pueden ver el canal del que cuelgan los espacios privados, o podrían darse acceso. Mirad quiénes son.
sight-reason-untold = más gente puede ver un canal, y Discord aún no ha dejado decirlo
