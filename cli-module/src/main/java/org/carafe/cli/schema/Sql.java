package org.carafe.cli.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reading and writing of SQL as a person would write it. */
final class Sql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern QUOTED_NAME = Pattern.compile("`((?:[^`]|``)*)`");

  /** The words that MariaDB reserves; see its documentation, “Reserved Words”. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          accessible add all alter analyze and as asc asensitive before between bigint binary blob \
          both by call cascade case change char character check collate column condition constraint \
          continue convert create cross current_date current_role current_time current_timestamp \
          current_user cursor database databases day_hour day_microsecond day_minute day_second dec \
          decimal declare default delayed delete desc describe deterministic distinct distinctrow div \
          do_domain_ids double drop dual each else elseif enclosed escaped except exists exit explain \
          false fetch float float4 float8 for force foreign from fulltext general grant group having \
          high_priority hour_microsecond hour_minute hour_second if ignore ignore_domain_ids \
          ignore_server_ids in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 \
          integer intersect interval into is iterate join key keys kill leading leave left like limit \
          linear lines load localtime localtimestamp lock long longblob longtext loop low_priority \
          master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob mediumint \
          mediumtext middleint minute_microsecond minute_second mod modifies natural not \
          no_write_to_binlog null numeric offset on optimize option optionally or order out outer \
          outfile over page_checksum parse_vcol_expr partition precision primary procedure purge range \
          read reads read_write real recursive references ref_system_id regexp release rename repeat \
          replace require resignal restrict return returning revoke right rlike rows row_number schema \
          schemas second_microsecond select sensitive separator set show signal slow smallint spatial \
          specific sql sqlexception sqlstate sqlwarning sql_big_result sql_calc_found_rows \
          sql_small_result ssl starting stats_auto_recalc stats_persistent stats_sample_pages \
          straight_join table terminated then tinyblob tinyint tinytext to trailing trigger true undo \
          union unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values \
          varbinary varchar varcharacter varying vector when where while window with write xor \
          year_month zerofill"""
              .split(" "));

  private Sql() {}

  /** A name, in backticks only where it needs them. */
  static String name(String identifier) {
    return PLAIN.matcher(identifier).matches() && !RESERVED.contains(identifier)
        ? identifier
        : "`" + identifier.replace("`", "``") + "`";
  }

  static String names(List<String> identifiers) {
    return String.join(", ", identifiers.stream().map(Sql::name).toList());
  }

  /** An expression of the server's, with backticks only where they are needed. */
  static String plain(String expression) {
    return QUOTED_NAME
        .matcher(expression)
        .replaceAll(found -> name(found.group(1).replace("``", "`")).replace("$", "\\$"));
  }

  /** A name out of its backticks. */
  static String unquoted(String name) {
    String bare = name.strip();
    return bare.startsWith("`") ? bare.substring(1, bare.length() - 1).replace("``", "`") : bare;
  }

  /** What stands in the first parentheses. */
  static String inside(String text) {
    int open = text.indexOf('(');
    int depth = 0;
    for (int i = open; i >= 0 && i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return text.substring(open + 1, i);
      }
    }
    throw new IllegalArgumentException("No parentheses in " + text);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
