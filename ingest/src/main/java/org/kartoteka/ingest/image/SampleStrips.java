package org.kartoteka.ingest.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kartoteka.ingest.image.InkMap.Blot;
import org.kartoteka.ingest.image.PageLook.Strip;

/** Finds a few whole lines of text that are cheap to recognise and tell of the rest. */
final class SampleStrips {
    private static final int STRIPS_MAX = 3;
    /** Blots of about two full lines: enough to tell a language by. */
    private static final int BLOTS_ENOUGH = 110;

    private static final int HEIGHT_MAX = 75;
    private static final int MARGIN = 3;

    /** A line of text: its blots lie between these rows of the straightened page. */
    private record Line(int top, int bottom, List<Place> blots) {}

    /** A blot's middle on the straightened page. */
    private record Place(int x, int y, Blot blot) {}

    private SampleStrips() {}

    /**
     * @param text blots of the size of letters, on a page whose lines run across and lean by {@code skewDegrees}
     */
    static List<Strip> of(List<Blot> text, int width, int height, double skewDegrees) {
        List<Place> places = straightened(text, width, height, skewDegrees);
        List<Line> lines = lines(places, height);
        List<Strip> all = new ArrayList<>();
        for (int first = 0; first < lines.size(); first++) {
            all.add(strip(lines, first, width, height));
        }
        all.sort(Comparator.comparingInt(Strip::blots).reversed());
        List<Strip> chosen = new ArrayList<>();
        for (Strip strip : all) {
            boolean apart =
                    chosen.stream().allMatch(other -> strip.top() >= other.bottom() || strip.bottom() <= other.top());
            if (apart && chosen.size() < STRIPS_MAX) {
                chosen.add(strip);
            }
        }
        return chosen;
    }

    private static List<Place> straightened(List<Blot> text, int width, int height, double skewDegrees) {
        double cos = Math.cos(Math.toRadians(skewDegrees));
        double sin = Math.sin(Math.toRadians(skewDegrees));
        List<Place> places = new ArrayList<>(text.size());
        for (Blot blot : text) {
            double x = (blot.left() + blot.right()) / 2.0 - width / 2.0;
            double y = (blot.top() + blot.bottom()) / 2.0 - height / 2.0;
            places.add(new Place(
                    (int) Math.round(width / 2.0 + x * cos + y * sin),
                    (int) Math.round(height / 2.0 - x * sin + y * cos),
                    blot));
        }
        return places;
    }

    /** Runs of rows with blots on them; the parts of accents and commas do not bridge lines, as only middles count twice. */
    private static List<Line> lines(List<Place> places, int height) {
        int[] covered = new int[height];
        for (Place place : places) {
            int half = Math.max(1, place.blot.height() / 3);
            for (int y = Math.max(0, place.y - half); y <= Math.min(height - 1, place.y + half); y++) {
                covered[y]++;
            }
        }
        List<Line> lines = new ArrayList<>();
        int top = -1;
        for (int y = 0; y <= height; y++) {
            boolean inside = y < height && covered[y] > thinnest(covered, y);
            if (inside && top < 0) {
                top = y;
            } else if (!inside && top >= 0) {
                addLine(lines, places, top, y - 1);
                top = -1;
            }
        }
        return lines;
    }

    private static int thinnest(int[] covered, int y) {
        int most = 0;
        for (int near = Math.max(0, y - 15); near < Math.min(covered.length, y + 15); near++) {
            most = Math.max(most, covered[near]);
        }
        return most / 7;
    }

    private static void addLine(List<Line> lines, List<Place> places, int top, int bottom) {
        List<Place> own = places.stream()
                .filter(place -> place.y >= top && place.y <= bottom)
                .toList();
        if (bottom - top >= 3 && bottom - top <= HEIGHT_MAX && own.size() >= 3) {
            lines.add(new Line(top, bottom, own));
        }
    }

    private static Strip strip(List<Line> lines, int first, int width, int height) {
        int top = lines.get(first).top;
        int bottom = top;
        int left = width;
        int right = 0;
        int blots = 0;
        for (int i = first; i < lines.size() && blots < BLOTS_ENOUGH; i++) {
            Line line = lines.get(i);
            if (i > first && line.bottom - top > HEIGHT_MAX) {
                break;
            }
            for (Place place : line.blots) {
                left = Math.min(left, place.x - place.blot.width() / 2);
                right = Math.max(right, place.x + place.blot.width() / 2);
            }
            bottom = line.bottom;
            blots += line.blots.size();
        }
        // Ascenders and descenders reach out of the rows that are well covered.
        return new Strip(
                share(left - 2 * MARGIN, width),
                share(top - 2 * MARGIN, height),
                share(right + 2 * MARGIN, width),
                share(bottom + 2 * MARGIN, height),
                blots);
    }

    private static double share(int at, int length) {
        return Math.clamp((double) at / length, 0, 1);
    }
}
