# 힘든 사람이 읽는 상담 전화. 번호는 거는 그대로 적는다.

helpline-call = **{ $name }**: 전화 **{ $number }**
helpline-text = **{ $name }**: 문자 **{ $number }**
helpline-text-keyword = **{ $name }**: **{ $number }** 로 **{ $keyword }** 문자 보내기
helpline-chat = **{ $name }**: 채팅 <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = 24시간
helpline-daily = 매일 { $opens }–{ $closes }, 현지 시각
helpline-limited = 정해진 시간에만
helpline-hours-unknown = 시간이 다를 수 있어요

helpline-languages = 언어: { $languages }
helpline-languages-more = 언어: { $languages } 등
helpline-languages-many = 여러 언어
helpline-region = 지역: { $region }
helpline-less-sure = 받지 않으면 다른 번호로 걸어 보세요

helpline-for-youth = 청소년과 청년
helpline-for-women = 여성
helpline-for-men = 남성
helpline-for-families = 가족
helpline-for-parents = 부모
helpline-for-lgbtq = 성소수자
helpline-for-trans = 트랜스젠더
helpline-for-veterans = 참전·제대 군인
helpline-for-indigenous = 원주민
helpline-for-deaf = 청각장애가 있는 사람
helpline-for-domestic-violence = 가정에서의 폭력
helpline-for-sexual-violence = 성폭력
helpline-for-substance-use = 술과 약물
helpline-for-referral = 가까운 도움을 찾아 줌

helpline-emergency = 지금 위험한 상황이라면 **{ $number }** 로 전화하세요.
helpline-emergency-ambulance = 지금 위험한 상황이라면 **{ $number }** 로 전화해 구급차를 부르세요.
helpline-emergency-fire-and-ambulance = 지금 위험한 상황이라면 **{ $number }** 로 전화해 구급차나 소방을 부르세요.
helpline-emergency-unknown = 지금 위험한 상황이라면 그 나라({ $country })의 긴급 번호로 전화하세요. 저희가 확실히 알지 못해서 적지 않았어요.
