import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.capture.condition import condition_of

POST = "Post\nExample Account\n@example\nقصف على محيط القرية وأنباء عن شهيد\n4:12 PM · Nov 30, 2024\n954 Views"
CASES = [
    ("login_wall", "Log in to Facebook\nEmail or phone number\nPassword\nLog in\nForgot password?\nCreate new account"),
    ("login_wall", "See more of Example Page on Facebook\nLog In\nor\nCreate new account\nForgot account?"),
    ("login_wall", "Don’t miss what’s happening\nPeople on X are the first to know.\nLog in\nSign up"),
    ("login_wall", "You must log in to continue.\nLog in"),
    ("login_wall", "تسجيل الدخول إلى فيسبوك\nالبريد الإلكتروني أو رقم الهاتف\nكلمة السر\nإنشاء حساب جديد"),
    ("login_wall", "Войдите, чтобы продолжить\nЗабыли пароль?\nРегистрация"),
    ("login_wall", "Devam etmek için giriş yap\nŞifreni mi unuttun?\nKaydol"),
    ("login_wall", "Vous devez vous connecter pour continuer.\nMot de passe oublié ?"),
    ("login_wall", "Inicia sesión para continuar\nCrear cuenta nueva"),
    ("login_wall", "יש להתחבר כדי להמשיך\nהתחברות"),
    ("consent_page", "We value your privacy\nWe and our 842 partners store and access information on a device, such as "
     "cookies, and process personal data for personalised advertising.\nAccept all\nReject all\nManage preferences"),
    ("consent_page", "Before you continue to YouTube\nWe use cookies and data to deliver and measure advertising.\n"
     "If you choose to accept, we will also use cookies and data to personalise ads.\nReject all\nAccept all"),
    ("consent_page", "Nous respectons votre vie privée\nAvec votre consentement, nos partenaires utilisent des cookies "
     "et des données personnelles.\nTout accepter\nTout refuser"),
    ("consent_page", "نحن نقدر خصوصيتك\nنستخدم ملفات تعريف الارتباط ونشارك بياناتك مع شركائنا بعد موافقتك.\nقبول الكل"),
    ("consent_page", "Gizliliğinize önem veriyoruz\nOrtaklarımız çerezleri kişisel verileri işlemek için kullanır.\n"
     "Tümünü kabul et"),
    ("consent_page", "Мы ценим вашу конфиденциальность\nМы и наши партнёры используем файлы cookie.\nПринять все"),
    ("empty_shell", "Please enable JavaScript to view this page."),
    ("empty_shell", "JavaScript is not available. We've detected that JavaScript is disabled in this browser. Please "
     "enable JavaScript or switch to a supported browser to continue using x.com."),
    ("empty_shell", "This content isn't available right now\nWhen this happens, it's usually because the owner only "
     "shared it with a small group of people, changed who can see it or it's been deleted."),
    ("empty_shell", "Example Person - Example Person updated his status. | FacebookExample Person's Post\n\nExample "
     "Person updated his status.May 2, 2025 · Shared with PublicThis content isn't available right now"),
    ("empty_shell", "قناة المثال الإخبارية's Post\n\nقناة المثال الإخبارية Verified account"),
    ("empty_shell", "Example Wire خبر's Post\n\nExample Wire خبر Verified account\n\nTelegram: Contact @Example_1"),
    ("usable", "Example Wire's Post\n\nExample Wire\n\nقتيلان بقصف على القرية"),
    ("empty_shell", "Media not found"),
    ("empty_shell", "404 Not Found\nnginx"),
    ("empty_shell", "Just a moment...\nVerify you are human by completing the action below.\nRay ID: 8f00ba4"),
    ("empty_shell", "هذا المحتوى غير متوفر الآن"),
    ("empty_shell", "عذراً، هذه الصفحة غير متاحة"),
    ("empty_shell", "Страница не найдена"),
    ("empty_shell", "Этот контент сейчас недоступен"),
    ("empty_shell", "Bu içerik şu an kullanılamıyor"),
    ("empty_shell", "Ce contenu n’est pas disponible pour le moment"),
    ("empty_shell", "Veuillez activer JavaScript pour continuer."),
    ("empty_shell", "این صفحه در دسترس نیست"),
    ("empty_shell", "- YouTubeAboutPressCopyrightContact usCreatorsAdvertiseDevelopersTermsPrivacyPolicy & SafetyHow "
     "YouTube worksTest new features© 2025 Google LLC"),
    ("usable", f"Log inSign up{POST}"),
    ("usable", "Log inSign upPostExample@exampleحي المثال #حلب\n#سوريا4:12 PM · Nov 30, 2024954Views16"),
    ("usable", "Two killed in Exampleton."),
    ("usable", "قتيلان بقصف على بلدة المثال - YouTubeAboutPressCopyrightContact usCreatorsAdvertiseDevelopersTerms"
     "PrivacyPolicy & SafetyHow YouTube worksTest new features© 2025 Google LLC"),
    ("usable", "Copy link to Tweet\n\nEmbed Tweet\n\n6 جرحى بقصف مدفعي استهدف المدينة\n\nBack to top ↑\n\nLoading "
     "seems to be taking a while.\n\nTwitter may be over capacity or experiencing a momentary hiccup. Try again or "
     "visit Twitter Status for more information."),
    ("usable", "We value your privacy\nWe and our partners use cookies on your device.\nAccept all\n" + "Twelve people "
     "were killed when a shell hit a bakery in Exampleton, doctors at the hospital said on Monday morning."),
    ("usable", "The ministry said the website it named in court had asked visitors for consent to cookies. Two "
     "partners of the company were killed in the shelling of its office, police said, and ten clerks wounded."),
    ("usable", "Witnesses said access was denied to ambulances for six hours while nine of the wounded bled to death."),
    ("usable", "Example Person - غارة جوية على حي المثال في المدينة | FacebookExample Person's Post\n\nNovember 29, "
     "2024 · Shared with Publicغارة جوية على حي المثال في المدينةThis content isn't available right now"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "text"), CASES, ids=[f"{c}-{n}" for n, (c, _) in enumerate(CASES)])
def test_condition(condition: str, text: str) -> None:
    assert condition_of(text) == condition


@given(st.text(max_size=400))
def test_nothing_raises(text: str) -> None:
    assert condition_of(text) in ("usable", "login_wall", "consent_page", "empty_shell")


@given(st.lists(st.sampled_from([text for condition, text in CASES if condition != "usable"]), max_size=3))
def test_no_wall_hides_a_report_beside_it(walls: list[str]) -> None:
    report = "Eleven people, four of them children, were killed on Friday by shells in the village, its mayor said."
    assert condition_of("\n".join([*walls, report])) == "usable"
