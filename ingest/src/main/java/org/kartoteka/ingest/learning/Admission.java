package org.kartoteka.ingest.learning;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lessons count. Nobody teaches more than so many a day, and nobody more than half of all once there are three who
 * teach: one person, or one stolen session, cannot turn the model alone.
 *
 * @param perPersonAndDayMax the first ones of a day count (UTC); measuring and training lessons alike
 * @param lessonsMax of more than this the newest count
 */
public record Admission(int perPersonAndDayMax, int lessonsMax) {
    /** From so many teachers on, one teaches at most half. */
    static final int TEACHERS_FOR_HALF = 3;

    /** What counts usually. */
    public static final Admission DEFAULT = new Admission(50, 2_000);

    private record Day(String teacher, LocalDate day) {}

    /** Those that count, oldest first; the same ones for the same lessons in any order. */
    public List<Lesson> admit(List<Lesson> lessons) {
        List<Lesson> sorted = lessons.stream()
                .sorted(Comparator.comparing(Lesson::at).thenComparing(Lesson::document))
                .toList();
        Map<Day, Integer> counts = new HashMap<>();
        List<Lesson> ofDay = new ArrayList<>();
        for (Lesson lesson : sorted) {
            Day day = new Day(lesson.teacher(), LocalDate.ofInstant(lesson.at(), ZoneOffset.UTC));
            if (counts.merge(day, 1, Integer::sum) <= perPersonAndDayMax) {
                ofDay.add(lesson);
            }
        }
        List<Lesson> newest = ofDay.subList(Math.max(0, ofDay.size() - lessonsMax), ofDay.size());
        return withoutMajority(newest);
    }

    /** Of somebody who taught more than all others together, the newest that make half. */
    private static List<Lesson> withoutMajority(List<Lesson> lessons) {
        Map<String, Integer> byTeacher = new HashMap<>();
        lessons.forEach(lesson -> byTeacher.merge(lesson.teacher(), 1, Integer::sum));
        if (byTeacher.size() < TEACHERS_FOR_HALF) {
            return List.copyOf(lessons);
        }
        Map<String, Integer> tooMany = new HashMap<>();
        byTeacher.forEach((teacher, count) -> tooMany.put(teacher, count - (lessons.size() - count)));
        List<Lesson> admitted = new ArrayList<>();
        for (Lesson lesson : lessons) {
            if (tooMany.merge(lesson.teacher(), -1, Integer::sum) < 0) {
                admitted.add(lesson);
            }
        }
        return List.copyOf(admitted);
    }
}
