# Se dice a quien pulsó o escribió algo mientras la base de datos no respondía.
error-storage-unavailable = Ahora mismo no se ha podido guardar, así que no ha cambiado nada. Inténtalo de nuevo en un minuto. Si necesitas hablar con alguien, /apoyo funciona también ahora.

# Se dice a quien administra, al arrancar; el arranque se detiene ahí.
error-storage-url = DATABASE_URL no se puede usar. Escribe sqlite:///ruta/a/alongside.db o postgresql://usuario:clave@servidor/nombre.
error-storage-cluster-extra = DATABASE_URL pide PostgreSQL y falta el paquete que habla con él. Ejecuta: pip install "alongside[cluster]"
error-storage-folder = No se puede escribir en { $path }. Crea la carpeta y dásela al usuario que ejecuta Alongside, o haz que VAR_DIR y DATABASE_URL apunten a otro sitio.
error-storage-in-use = { $path } está en uso por el proceso { $pid } desde { $since }. Detén primero ese proceso: dos a la vez sobre la misma base avisarían dos veces a las personas.
error-storage-schema-newer = La base de datos es de una versión más nueva de Alongside (revisión { $revision }). Vuelve a instalar esa versión o restaura una copia anterior.
error-storage-master-key-missing = Existe el llavero { $keyring }, pero no su clave maestra { $path }. Devuelve el archivo a su sitio o haz que MASTER_KEY_FILE apunte a él. Una clave nueva no puede abrir lo guardado.
error-storage-master-key-invalid = { $path } no es una clave maestra: debe contener exactamente 64 cifras hexadecimales. Pon ahí el archivo correcto.
error-storage-master-key-wrong = La clave maestra { $path } no es la del llavero { $keyring }. Haz que MASTER_KEY_FILE apunte a la clave con la que se creó ese llavero.
error-storage-keyring-lost = El llavero { $keyring } no está, pero la base de datos guarda lo que dejó la gente. Sin él no se conoce a nadie ni se pueden abrir las palabras de nadie, así que no empiezo con uno nuevo. Ponlo de nuevo en su sitio o ejecuta `python -m bot restore`: toma la copia más reciente, de siete días como mucho. docs/operators.md, «When a key is lost», dice qué vuelve y cómo empezar de nuevo.
error-storage-keyring-newer = El llavero { $keyring } es de una versión más nueva de Alongside. Vuelve a instalar esa versión.

error-storage-key-destroyed = Esto lo escribió alguien cuyos datos se han borrado. Ya nadie puede leerlo.
error-storage-seal-broken = Este texto no se puede abrir: está dañado o se selló para otra cosa. Avisa a quien administra Alongside aquí.

# Se dice a quien administra, en las órdenes de copia y restauración.
error-backup-none = No hay ninguna copia en { $path }. Indica una carpeta creada por la orden backup.
error-backup-damaged = La copia de { $path } está dañada, así que no ha cambiado nada. Elige una anterior. Lo que falla: { $what ->
    [manifest] su manifiesto no describe una base de datos.
    [missing] falta un archivo.
    [checksum] su contenido no es el que se escribió entonces.
   *[integrity] SQLite encuentra errores en ella.
}
error-backup-newer = La copia de { $path } es de una versión más nueva de Alongside (revisión { $revision }), así que no ha cambiado nada. Instala esa versión y restaura después.
error-backup-postgresql = La base de datos está en PostgreSQL: restáurala con pg_restore y arranca Alongside después. La copia del llavero está en { $path }.
error-backup-no-keyring = Aquí no hay llavero y tampoco en { $path }, así que después nadie podría leer los textos. No ha cambiado nada. Elige la copia más reciente: solo esa contiene el llavero.
