# Unas palabras en privado para quien escribió datos personales donde otras personas los leen.

nudge = Has escrito { $kinds } en { $server }, donde puede leerlo todo el canal. Si era tu intención, está bien. Si no, puedes retirarlo; no se lo he dicho a nadie y no guardo nada de lo que has escrito.
nudge-phone = un número de teléfono
nudge-email = una dirección de correo
nudge-street = una dirección postal
nudge-name = el nombre completo de alguien junto a un diagnóstico
nudge-invite = una invitación a otro servidor
nudge-button-link = Ver el mensaje
nudge-button-remove = Quítalo por mí
nudge-removed = Ya no está. Gracias.
nudge-gone = Ya no está ahí. No queda nada por hacer.
nudge-not-yours = Solo quien escribió un mensaje puede pedirme que lo quite.
nudge-may-not = No puedo quitar mensajes ahí. Puedes hacerlo tú: mantenlo pulsado y elige eliminar.
