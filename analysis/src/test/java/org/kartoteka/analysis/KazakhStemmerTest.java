package org.kartoteka.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KazakhStemmerTest {
    /** A noun, and forms of it as letters have them. */
    private static final String NOUNS = """
            шағым: шағымдар шағымы шағымым шағымды шағымның шағымға шағымда шағымнан шағыммен шағымдарға шағымдарды шағымдардың
            шағым: шағымыңыз шағымыңызға шағымымды шағымдарыңызды шағымына шағымында шағымымыз шағымдағы шағымыма
            шарт: шарттар шарты шартты шарттың шартқа шартта шарттан шартпен шартын шартында шартынан шартымен шарттарға
            шарт: шарттарды шартымызға шарттағы шартыңыздың шарттардың шартындағы
            өтініш: өтініштер өтініші өтінішті өтініштің өтінішке өтініште өтініштен өтінішпен өтінішім өтінішімді өтініштеріңіз
            өтініш: өтінішіңізге өтінішінде Өтініштегі
            хат: хаттар хаты хатты хаттың хатқа хатта хаттан хатпен хатыңыз хатыңызға хаттарды хатымды хатында
            шот: шоттар шоты шотты шоттың шотқа шоттан шотпен шотыма шотымда шотынан шоттарыңыз шоттарыңыздан шотымыз шотым
            тұтынушы: тұтынушылар тұтынушысы тұтынушыны тұтынушының тұтынушыға тұтынушыдан тұтынушымен тұтынушыларға
            тұтынушы: тұтынушылардың тұтынушыларымыз
            абонент: абоненттер абоненті абонентті абоненттің абонентке абоненттен абонентпен абоненттерге абоненттердің
            төлем: төлемдер төлемі төлемді төлемнің төлемге төлемде төлемнен төлеммен төлемдерді төлеміңіз төлемін төлемінің
            төлем: төлемдеріңізді төлемдері
            байланыс: байланыстар байланысы байланысты байланыстың байланысқа байланыста байланыстан байланыспен байланысын
            қызмет: қызметтер қызметі қызметті қызметтің қызметке қызметте қызметтен қызметпен қызметтерді қызметіңіз қызметін
            нөмір: нөмірлер нөмірі нөмірді нөмірдің нөмірге нөмірде нөмірден нөмірмен нөміріңіз нөмірім нөмірінен нөмірлері
            мекенжай: мекенжайлар мекенжайы мекенжайды мекенжайдың мекенжайға мекенжайда мекенжайдан мекенжаймен мекенжайым
            мекенжай: мекенжайына мекенжайыңыз мекенжайымызға
            күн: күндер күні күнді күннің күнге күнде күннен күнмен күндері күнінде күнін күніне
            айыппұл: айыппұлдар айыппұлы айыппұлды айыппұлдың айыппұлға айыппұлдан айыппұлмен айыппұлдарды
            келісім: келісімдер келісімі келісімді келісімнің келісімге келісімде келісімнен келісіммен келісіміңіз келісімінің
            талап: талаптар талабы талапты талаптың талапқа талаптан талаппен талабым талабыңыз
            есеп: есептер есебі есепті есептің есепке есебіңіз
            сұрақ: сұрақтар сұрағы сұрақты сұрақтың сұраққа сұрағым сұрағыңыз
            төлеу: төлеуі төлеуді төлеудің төлеуге төлеуден төлеуіңіз
            ақша: ақшалар ақшасы ақшаны ақшаның ақшаға ақшадан ақшамен ақшам ақшамды
            қарыз: қарызы қарызды қарыздың қарызға қарызбен қарыздар қарызым
            мәселе: мәселелер мәселесі мәселені мәселенің мәселеге мәселемен
            құжат: құжаттар құжаты құжатты құжаттың құжаттарды құжаттарын
            пәтер: пәтерлер пәтері пәтерді пәтердің пәтерге пәтерде пәтерім пәтеріме пәтерімде
            көше: көшелер көшесі көшені көшеге көшеде көшесінде көшесіндегі
            тендер: тендерлер тендерді тендерге
            баға: бағалар бағасы бағаны бағаға бағамен
            """;

    /** Words of letters, none a form of another. */
    private static final String DISTINCT = """
            шағым шарт өтініш хат шот тұтынушы абонент төлем төлеу байланыс қызмет қызметкер нөмір мекенжай күн айыппұл келісім
            талап есеп есептегіш сұрақ ақша қарыз мәселе құжат пәтер көше баға дау дауыс қала бала балық қағаз жауап жарық жылу
            электр қуат тариф жеткізу ұзарту бұзу қолхат сенімхат анықтама жыл сағат телефон факс пошта банк карта сома теңге
            жеңілдік борыш кешіктіру көрсеткіш тексеру жөндеу апат авария орын бөлме директор басшы бөлім бөлімше клиент азамат
            заң тармақ кесте кезең мерзім тегі қойылым шығын залал өтем өтемақы қайтару қайта беру берілді жасау жасы қалдық
            қабылдау қате қателік дерек ақпарат хабар хабарлама ескерту наразылық шешім шешу түсінік түсіндірме
            тендер қалам
            """;

    @Test
    void everyFormOfANounHasTheNounAmongItsStems() {
        List<String> apart = new ArrayList<>();
        Set<String> forms = new HashSet<>();
        for (String line : NOUNS.strip().split("\n")) {
            String noun = line.substring(0, line.indexOf(':'));
            for (String form : line.substring(noun.length() + 1).strip().split(" ")) {
                forms.add(form);
                Set<String> common = stems(form);
                common.retainAll(stems(noun));
                if (common.isEmpty()) {
                    apart.add(noun + " " + form);
                }
            }
        }

        assertThat(apart).isEmpty();
        assertThat(forms).hasSizeGreaterThan(250);
    }

    @Test
    void formsOfANounMeetEachOther() {
        assertThat(stems("шағымдар")).containsAnyElementsOf(stems("шағымымды"));
        assertThat(stems("байланысы")).containsAnyElementsOf(stems("байланыстар"));
        assertThat(stems("сұрағыңыз")).containsAnyElementsOf(stems("сұраққа"));
        assertThat(stems("мекенжайы")).containsAnyElementsOf(stems("мекенжайлар"));
    }

    /** But for those that grammar alone cannot tell apart: my town and a pen; to an equal, and equals. */
    @Test
    void wordsThatAreNotFormsOfOneNounStayApart() {
        Map<String, String> words = new HashMap<>();
        List<String> joined = new ArrayList<>();
        for (String word : DISTINCT.strip().split("\\s+")) {
            for (String stem : stems(word)) {
                String before = words.putIfAbsent(stem, word);
                if (before != null && !before.equals(word)) {
                    joined.add(before + " " + word);
                }
            }
        }

        assertThat(joined).containsExactlyInAnyOrder("қала қалам", "теңге тендер");
        assertThat(words).hasSizeGreaterThan(100);
    }

    @Test
    void aWordHasFewStemsAndNoneOfOneOrTwoLetters() {
        for (String word : (NOUNS + DISTINCT).replace(":", "").strip().split("\\s+")) {
            assertThat(stems(word)).as(word).hasSizeBetween(1, 8).allMatch(stem -> stem.length() >= 3);
        }
    }

    private static Set<String> stems(String word) {
        return new HashSet<>(KazakhStemmer.stems(Folding.lookAlike(Folding.fold(word))));
    }
}
