package org.kartoteka.server.config;

import static org.kartoteka.server.config.Limits.between;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How document types are learned from corrections.
 *
 * @param correctionsMin so many new corrections make it learn; 0 = it never learns
 * @param waitMinutes fewer make it learn after this
 * @param pauseSeconds between two times, at least
 * @param lookSeconds between two looks whether there are new ones
 * @param perPersonAndDayMax of one person's corrections of one day the first so many count
 */
public record LearningSettings(
        @DefaultValue("10") int correctionsMin,
        @DefaultValue("60") int waitMinutes,
        @DefaultValue("300") int pauseSeconds,
        @DefaultValue("30") int lookSeconds,
        @DefaultValue("50") int perPersonAndDayMax) {
    public LearningSettings {
        between("learning.corrections-min", correctionsMin, 0, 10_000);
        between("learning.wait-minutes", waitMinutes, 1, 100_000);
        between("learning.pause-seconds", pauseSeconds, 1, 86_400);
        between("learning.look-seconds", lookSeconds, 1, 86_400);
        between("learning.per-person-and-day-max", perPersonAndDayMax, 1, 5_000);
    }
}
