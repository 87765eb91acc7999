package org.kartoteka.ingest.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.image.Slant.Corners;
import org.kartoteka.ingest.image.Slant.Point;

/**
 * Finds the four sides of a sheet that was photographed on something darker. Each side is a straight line through the first steps from
 * dark to light that are met on the way in from the picture's border; light that falls unevenly makes no such steps.
 */
final class PhotographedSheet {
    private static final int WORK_SIDE = 500;
    private static final int STEP = 18;
    private static final int STEP_WIDTH = 3;
    private static final double LARGEST_SHARE = 0.35;
    private static final double SEARCHED_SHARE = 0.42;
    private static final double ON_LINE = 2.5;
    private static final double ON_LINE_SHARE_MIN = 0.55;
    private static final double SHEET_SHARE_MIN = 0.3;
    private static final double SHEET_SHARE_MAX = 0.985;

    private final byte[] grey;
    private final int width;
    private final int height;

    private PhotographedSheet(byte[] grey, int width, int height) {
        this.grey = grey;
        this.width = width;
        this.height = height;
    }

    /** A side: along it, position = at + lean * along. */
    private record Side(double at, double lean) {
        double position(double along) {
            return at + lean * along;
        }
    }

    /** The sheet on a grey or colour picture; empty where no four sides are clear. */
    static Optional<Slant> find(Picture photo) {
        double factor = (double) WORK_SIDE / Math.max(photo.width(), photo.height());
        if (factor >= 1) {
            return Optional.empty();
        }
        try (Picture grey = photo.grey();
                Picture small = grey.scale(factor, factor)) {
            PhotographedSheet sheet = new PhotographedSheet(small.greyBytes(), small.width(), small.height());
            return sheet.corners().map(corners -> scaled(corners, 1 / factor).slant(photo.width(), photo.height()));
        }
    }

    private Optional<Corners> corners() {
        Optional<Side> left = side(height, width, (along, in) -> at(in, along));
        Optional<Side> right = side(height, width, (along, in) -> at(width - 1 - in, along))
                .map(side -> new Side(width - 1 - side.at, -side.lean));
        Optional<Side> top = side(width, height, (along, in) -> at(along, in));
        Optional<Side> bottom = side(width, height, (along, in) -> at(along, height - 1 - in))
                .map(side -> new Side(height - 1 - side.at, -side.lean));
        if (left.isEmpty() || right.isEmpty() || top.isEmpty() || bottom.isEmpty()) {
            return Optional.empty();
        }
        Corners corners = new Corners(
                crossing(left.get(), top.get()),
                crossing(right.get(), top.get()),
                crossing(right.get(), bottom.get()),
                crossing(left.get(), bottom.get()));
        double share = area(corners) / ((double) width * height);
        return share >= SHEET_SHARE_MIN && share <= SHEET_SHARE_MAX ? Optional.of(corners) : Optional.empty();
    }

    private interface Brightness {
        int at(int along, int in);
    }

    /** The line through the first steps into the light, or nothing where they are on no line. */
    private static Optional<Side> side(int length, int depth, Brightness brightness) {
        List<double[]> points = new ArrayList<>();
        for (int along = length / 12; along < length - length / 12; along += 2) {
            int step = firstStep(along, (int) (SEARCHED_SHARE * depth), brightness);
            if (step >= 0) {
                points.add(new double[] {along, step});
            }
        }
        int wanted = (length - length / 6) / 2;
        if (points.size() < ON_LINE_SHARE_MIN * wanted) {
            return Optional.empty();
        }
        Side best = new Side(0, 0);
        int most = 0;
        for (int i = 0; i < points.size(); i += Math.max(1, points.size() / 40)) {
            for (int j = i + points.size() / 4; j < points.size(); j += Math.max(1, points.size() / 40)) {
                Side tried = through(points.get(i), points.get(j));
                int on = (int) points.stream()
                        .filter(point -> Math.abs(tried.position(point[0]) - point[1]) <= ON_LINE)
                        .count();
                if (on > most) {
                    most = on;
                    best = tried;
                }
            }
        }
        return most >= ON_LINE_SHARE_MIN * wanted ? Optional.of(best) : Optional.empty();
    }

    /** Where the first step is that is clear, and not small beside the largest: grained wood has steps, too. */
    private static int firstStep(int along, int depth, Brightness brightness) {
        int[] steps = new int[Math.max(0, depth - 2 * STEP_WIDTH)];
        int largest = 0;
        for (int in = 0; in < steps.length; in++) {
            for (int i = 0; i < STEP_WIDTH; i++) {
                steps[in] += brightness.at(along, in + STEP_WIDTH + i) - brightness.at(along, in + i);
            }
            largest = Math.max(largest, steps[in]);
        }
        int wanted = Math.max(STEP * STEP_WIDTH, (int) (LARGEST_SHARE * largest));
        for (int in = 0; in < steps.length; in++) {
            if (steps[in] > wanted) {
                return in + STEP_WIDTH;
            }
        }
        return -1;
    }

    private static Side through(double[] one, double[] other) {
        double lean = other[0] == one[0] ? 0 : (other[1] - one[1]) / (other[0] - one[0]);
        return new Side(one[1] - lean * one[0], lean);
    }

    /** Of an upright side, x = at + lean * y, and a lying one, y = at + lean * x. */
    private static Point crossing(Side upright, Side lying) {
        double y = (lying.at + lying.lean * upright.at) / (1 - lying.lean * upright.lean);
        return new Point(upright.position(y), y);
    }

    private static double area(Corners corners) {
        List<Point> points =
                List.of(corners.leftTop(), corners.rightTop(), corners.rightBottom(), corners.leftBottom());
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            Point one = points.get(i);
            Point next = points.get((i + 1) % points.size());
            twice += one.x() * next.y() - next.x() * one.y();
        }
        return Math.abs(twice) / 2;
    }

    private static Corners scaled(Corners corners, double factor) {
        return new Corners(
                scaled(corners.leftTop(), factor),
                scaled(corners.rightTop(), factor),
                scaled(corners.rightBottom(), factor),
                scaled(corners.leftBottom(), factor));
    }

    private static Point scaled(Point point, double factor) {
        return new Point(point.x() * factor, point.y() * factor);
    }

    private int at(int x, int y) {
        return grey[y * width + x] & 0xff;
    }
}
