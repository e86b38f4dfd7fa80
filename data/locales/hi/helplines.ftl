# हेल्पलाइन, जैसे कोई मुश्किल में उन्हें पढ़ता है। नंबर वैसे ही हैं जैसे मिलाए जाते हैं।

helpline-call = **{ $name }**: कॉल करें **{ $number }**
helpline-text = **{ $name }**: SMS भेजें **{ $number }**
helpline-text-keyword = **{ $name }**: **{ $keyword }** लिखकर **{ $number }** पर SMS भेजें
helpline-chat = **{ $name }**: चैट <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = दिन-रात
helpline-daily = रोज़ { $opens }–{ $closes }, वहाँ के समय से
helpline-limited = सिर्फ़ कुछ घंटों में
helpline-hours-unknown = समय अलग हो सकता है

helpline-languages = भाषाएँ: { $languages }
helpline-languages-more = भाषाएँ: { $languages } और अन्य
helpline-languages-many = कई भाषाओं में
helpline-region = इलाक़ा: { $region }
helpline-less-sure = कोई न उठाए, तो दूसरी लाइन आज़माएँ

helpline-for-youth = युवाओं के लिए
helpline-for-women = महिलाओं के लिए
helpline-for-men = पुरुषों के लिए
helpline-for-families = परिवारों के लिए
helpline-for-parents = माता-पिता के लिए
helpline-for-lgbtq = LGBTQ+ लोगों के लिए
helpline-for-trans = ट्रांस लोगों के लिए
helpline-for-veterans = पूर्व सैनिकों के लिए
helpline-for-indigenous = मूल निवासियों के लिए
helpline-for-deaf = सुन न पाने वाले लोगों के लिए
helpline-for-domestic-violence = घर में हिंसा
helpline-for-sexual-violence = यौन हिंसा
helpline-for-substance-use = शराब और दूसरे नशे
helpline-for-referral = आपके पास सहारा ढूँढने में मदद

helpline-emergency = अगर आप अभी ख़तरे में हैं, तो **{ $number }** पर कॉल करें।
helpline-emergency-ambulance = अगर आप अभी ख़तरे में हैं, तो एम्बुलेंस के लिए **{ $number }** पर कॉल करें।
helpline-emergency-fire-and-ambulance = अगर आप अभी ख़तरे में हैं, तो एम्बुलेंस या दमकल के लिए **{ $number }** पर कॉल करें।
helpline-emergency-unknown = अगर आप अभी ख़तरे में हैं, तो अपने देश ({ $country }) के आपातकालीन नंबर पर कॉल करें। हमें वह पक्का पता नहीं, इसलिए यहाँ नहीं लिखा।
