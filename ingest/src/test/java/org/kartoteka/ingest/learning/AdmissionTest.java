package org.kartoteka.ingest.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.classify.TextLine;

class AdmissionTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void nobodyTeachesMoreThanSoManyADay() {
        List<Lesson> lessons = new ArrayList<>(lessons("mallory", 60, MONDAY));
        lessons.addAll(lessons("mallory", 3, MONDAY.plus(Duration.ofDays(1))));
        lessons.addAll(lessons("anna", 5, MONDAY));

        List<Lesson> admitted = new Admission(10, 1_000).admit(lessons);

        assertThat(admitted)
                .filteredOn(lesson -> lesson.teacher().equals("mallory"))
                .hasSize(13);
        assertThat(admitted)
                .filteredOn(lesson -> lesson.teacher().equals("anna"))
                .hasSize(5);
    }

    @Test
    void ofThreeWhoTeachNoneTeachesMoreThanTheOthersTogether() {
        List<Lesson> lessons = new ArrayList<>(lessons("mallory", 40, MONDAY));
        lessons.addAll(lessons("anna", 4, MONDAY));
        lessons.addAll(lessons("bert", 6, MONDAY));

        assertThat(Admission.DEFAULT.admit(lessons))
                .filteredOn(lesson -> lesson.teacher().equals("mallory"))
                .hasSize(10);
    }

    @Test
    void aloneAClerkTeachesAllOfHers() {
        assertThat(Admission.DEFAULT.admit(lessons("anna", 40, MONDAY))).hasSize(40);
    }

    @Test
    void orderOfTheLessonsChangesNothing() {
        List<Lesson> lessons = new ArrayList<>(lessons("mallory", 60, MONDAY));
        lessons.addAll(lessons("anna", 7, MONDAY));
        List<Lesson> first = new Admission(10, 12).admit(lessons);
        Collections.shuffle(lessons, new Random(7));

        assertThat(new Admission(10, 12).admit(lessons)).isEqualTo(first).hasSize(12);
    }

    private static List<Lesson> lessons(String teacher, int count, Instant from) {
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lessons.add(Lesson.of(
                    teacher + "-" + from.toEpochMilli() + "-" + i,
                    "letter",
                    teacher,
                    from.plusSeconds(i),
                    TextLine.ofText("text " + i)));
        }
        return lessons;
    }
}
