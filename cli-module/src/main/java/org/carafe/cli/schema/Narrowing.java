package org.carafe.cli.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every value of one type fits into another. */
final class Narrowing {
  private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\((\\d+)(?:,(\\d+))?\\))?(.*)");
  private static final List<String> INTEGERS =
      List.of("bit", "tinyint", "smallint", "mediumint", "int", "bigint");
  private static final List<String> TEXTS =
      List.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");

  private Narrowing() {}

  static boolean loses(Column from, Column to) {
    Matcher a = TYPE.matcher(from.type());
    Matcher b = TYPE.matcher(to.type());
    if (from.type().equals(to.type()) || !a.matches() || !b.matches()) {
      return false;
    }
    String kind = a.group(1);
    String other = b.group(1);
    if (!a.group(4).equals(b.group(4))) {
      return true;
    }
    if (kind.equals(other)) {
      boolean width = INTEGERS.contains(kind) && !kind.equals("bit");
      return !width
          && (number(b, 2) < number(a, 2) || whole(b) < whole(a) || number(b, 3) < number(a, 3));
    }
    return !(grows(INTEGERS, kind, other)
        || (grows(TEXTS, kind, other)
            && (!other.equals("varchar") || number(b, 2) >= number(a, 2))));
  }

  private static boolean grows(List<String> order, String kind, String other) {
    return order.contains(kind) && order.indexOf(other) > order.indexOf(kind);
  }

  private static int number(Matcher type, int group) {
    return type.group(group) == null ? 0 : Integer.parseInt(type.group(group));
  }

  /** The digits before the point. */
  private static int whole(Matcher type) {
    return number(type, 2) - number(type, 3);
  }
}
