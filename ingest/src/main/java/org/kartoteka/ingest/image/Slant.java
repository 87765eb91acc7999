package org.kartoteka.ingest.image;

/**
 * The projection by which a sheet photographed at a slant looks like a rectangle again: from points of the flat sheet to points of
 * the photograph. Four pairs of corners define it (Heckbert, Fundamentals of Texture Mapping, 1989).
 *
 * @param width of the flat sheet
 * @param height of the flat sheet
 * @param photoWidth of the photograph
 * @param photoHeight of the photograph
 */
record Slant(int width, int height, int photoWidth, int photoHeight, Corners corners) {
    /** A place on a picture. */
    record Point(double x, double y) {
        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /** Where it comes to lie when a picture of this size is turned clockwise by 0, 90, 180 or 270 degrees. */
        Point turned(int degrees, double width, double height) {
            return switch (Math.floorMod(degrees, 360)) {
                case 90 -> new Point(height - y, x);
                case 180 -> new Point(width - x, height - y);
                case 270 -> new Point(y, width - x);
                default -> this;
            };
        }
    }

    /** Of the sheet, on the photograph. */
    record Corners(Point leftTop, Point rightTop, Point rightBottom, Point leftBottom) {
        /** The sheet as large as its sides are on the photograph, in the mean. */
        Slant slant(int photoWidth, int photoHeight) {
            double across = (leftTop.distance(rightTop) + leftBottom.distance(rightBottom)) / 2;
            double down = (leftTop.distance(leftBottom) + rightTop.distance(rightBottom)) / 2;
            // Not larger than the photograph, whose size the projected picture has.
            double factor = Math.min(1, Math.min(photoWidth / across, photoHeight / down));
            return new Slant((int) (factor * across), (int) (factor * down), photoWidth, photoHeight, this);
        }
    }

    /** Where a point of the flat sheet is on the photograph. */
    Point toPhoto(Point flat) {
        Point a = corners.leftTop();
        Point b = corners.rightTop();
        Point c = corners.rightBottom();
        Point d = corners.leftBottom();
        double dx1 = b.x() - c.x();
        double dx2 = d.x() - c.x();
        double dx3 = a.x() - b.x() + c.x() - d.x();
        double dy1 = b.y() - c.y();
        double dy2 = d.y() - c.y();
        double dy3 = a.y() - b.y() + c.y() - d.y();
        double determinant = dx1 * dy2 - dx2 * dy1;
        double g = (dx3 * dy2 - dx2 * dy3) / determinant;
        double h = (dx1 * dy3 - dx3 * dy1) / determinant;
        double u = flat.x() / width;
        double v = flat.y() / height;
        double depth = g * u + h * v + 1;
        return new Point(
                ((b.x() - a.x() + g * b.x()) * u + (d.x() - a.x() + h * d.x()) * v + a.x()) / depth,
                ((b.y() - a.y() + g * b.y()) * u + (d.y() - a.y() + h * d.y()) * v + a.y()) / depth);
    }
}
