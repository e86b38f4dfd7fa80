# خطوط المساعدة كما يقرؤها شخص في ضيق. الأرقام كما تُطلب، وتُعزل كي لا ينقلب ترتيب خاناتها بين الحروف العربية.

helpline-call = اتصال بـ **{ $name }**: **{"\u2066"}{ $number }{"\u2069"}**
helpline-text = رسالة نصية إلى **{ $name }**: **{"\u2066"}{ $number }{"\u2069"}**
helpline-text-keyword = رسالة نصية إلى **{ $name }**: كلمة **{"\u2066"}{ $keyword }{"\u2069"}** إلى **{"\u2066"}{ $number }{"\u2069"}**
helpline-chat = محادثة مع **{ $name }**: <{ $number }>
helpline-whatsapp = واتساب **{ $name }**: **{"\u2066"}{ $number }{"\u2069"}**
helpline-web = موقع **{ $name }**: <{ $number }>

helpline-always = ليلًا ونهارًا
helpline-daily = كل يوم من { $opens } إلى { $closes } بتوقيتهم
helpline-limited = في ساعات محددة فقط
helpline-hours-unknown = قد تختلف الساعات

helpline-languages = اللغات: { $languages }
helpline-languages-more = اللغات: { $languages } وغيرها
helpline-languages-many = بلغات كثيرة
helpline-region = المنطقة: { $region }
helpline-less-sure = إن لم يُجب أحد، فهناك خط آخر

helpline-for-youth = للشباب
helpline-for-women = للنساء
helpline-for-men = للرجال
helpline-for-families = للعائلات
helpline-for-parents = للآباء والأمهات
helpline-for-lgbtq = لمجتمع الميم
helpline-for-trans = للعابرين والعابرات
helpline-for-veterans = للمحاربين القدامى
helpline-for-indigenous = للشعوب الأصلية
helpline-for-deaf = للصم وضعاف السمع
helpline-for-domestic-violence = العنف في البيت
helpline-for-sexual-violence = العنف الجنسي
helpline-for-substance-use = الكحول والمخدرات
helpline-for-referral = يجد لك دعمًا قريبًا

helpline-emergency = في خطر الآن؟ الرقم هو **{"\u2066"}{ $number }{"\u2069"}**.
helpline-emergency-ambulance = في خطر الآن؟ رقم الإسعاف هو **{"\u2066"}{ $number }{"\u2069"}**.
helpline-emergency-fire-and-ambulance = في خطر الآن؟ رقم الإسعاف والإطفاء هو **{"\u2066"}{ $number }{"\u2069"}**.
helpline-emergency-unknown = في خطر الآن؟ هناك رقم الطوارئ في بلدك ({ $country }). لا نعرفه على وجه اليقين، لذلك لا نعرض رقمًا.
