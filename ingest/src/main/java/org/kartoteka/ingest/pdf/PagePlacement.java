package org.kartoteka.ingest.pdf;

/**
 * Where the upright page image lies in the coordinate system of a PDF page.
 *
 * <p>The area is what the image shows, before the page's turn; the turn is by how many degrees clockwise the area is turned to
 * stand upright.
 *
 * @param left edge of the area in the page's units, likewise the others
 * @param turnDegrees 0, 90, 180 or 270
 */
record PagePlacement(double left, double bottom, double width, double height, int turnDegrees) {
    PagePlacement {
        if (turnDegrees % 90 != 0 || turnDegrees < 0 || turnDegrees >= 360) {
            throw new IllegalArgumentException("turn by " + turnDegrees + " degrees");
        }
    }

    record Point(double x, double y) {
        double distanceTo(Point other) {
            return Math.hypot(other.x - x, other.y - y);
        }
    }

    /**
     * A point of the upright image on the page.
     *
     * @param across share of the upright image's width, from the left
     * @param down share of its height, from the top
     */
    Point at(double across, double down) {
        return switch (turnDegrees) {
            case 90 -> unturned(down, 1 - across);
            case 180 -> unturned(1 - across, 1 - down);
            case 270 -> unturned(1 - down, across);
            default -> unturned(across, down);
        };
    }

    private Point unturned(double across, double down) {
        return new Point(left + across * width, bottom + (1 - down) * height);
    }
}
