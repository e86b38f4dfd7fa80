# Frases que puede necesitar cualquier función.

error-unexpected = Algo ha fallado por mi parte y ha quedado anotado. Inténtalo de nuevo en un momento. Si necesitas a alguien ya, escríbeme directamente o usa los teléfonos de ayuda.
error-command = Eso no ha funcionado. Inténtalo de nuevo en un momento o usa los botones.
error-button-unknown = Este botón es de una versión mía anterior y ya no lleva a ningún sitio. Usa /ayuda para encontrar los actuales.
error-form-not-at-hand = Lo que habías escrito ya no está a mano: se guarda un cuarto de hora, y no sobrevive a un reinicio. Abre otra vez el formulario, por favor.
button-form-again = Volver a lo que escribí
button-undo = Deshacer
