package org.carafe.cli.scaffold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.text.Suggestion;

/**
 * A field of an entity, as the command line writes it: {@code title:string!}, {@code due:date?},
 * {@code kind:enum(private,work)}.
 *
 * @param mandatory must be filled in: {@code !}, and whatever is no text and has no {@code ?}
 * @param options of an enum, as they were written
 */
record Field(String name, FieldKind kind, boolean mandatory, List<String> options) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<name>[^:]+):(?<kind>\\w+)(?:\\((?<a>[^)]*)\\)|:(?<b>[^!?]*))?(?<mark>[!?]?)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");
  private static final Pattern OPTION = Pattern.compile("[A-Za-z][A-Za-z0-9 _-]{0,39}");

  static Field parse(String written) {
    Matcher field = WRITTEN.matcher(written);
    if (!field.matches()) {
      throw new ScaffoldException(
          "“%s” is no field. Write name:type, such as title:string! or due:date? (! must be filled in, ? may be missing)."
              .formatted(written));
    }
    String name = field.group("name");
    if (!NAME.matcher(name).matches()) {
      throw new ScaffoldException(
          "“%s” is no name of a field. Write it in lower camel case, such as dueDate."
              .formatted(name));
    }
    ReservedWords.refuse("field", name);
    FieldKind kind = kind(field.group("kind"));
    String mark = field.group("mark");
    String list = field.group("a") == null ? field.group("b") : field.group("a");
    if (kind == FieldKind.BOOLEAN && !mark.isEmpty()) {
      throw new ScaffoldException(
          "%s is yes or no and takes neither ! nor ?. Write %s:boolean.".formatted(name, name));
    }
    boolean mandatory =
        mark.equals("!") || (!kind.isText() && kind != FieldKind.BOOLEAN && mark.isEmpty());
    if (kind == FieldKind.ENUM) {
      ReservedWords.refuseEnum(name);
    }
    return new Field(name, kind, mandatory, options(name, kind, list == null ? "" : list));
  }

  private static FieldKind kind(String id) {
    return Arrays.stream(FieldKind.values())
        .filter(kind -> kind.id().equals(id.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new ScaffoldException(
                    "There is no type %s.%s The types are %s, and owner:user."
                        .formatted(
                            id,
                            Suggestion.of(id, FieldKind.ids()),
                            String.join(", ", FieldKind.ids()))));
  }

  private static List<String> options(String name, FieldKind kind, String list) {
    List<String> options =
        Arrays.stream(list.split(",", -1)).map(String::strip).filter(o -> !o.isEmpty()).toList();
    if (kind != FieldKind.ENUM && !list.isEmpty()) {
      throw new ScaffoldException(
          "Only an enum lists what it may be. Write %s:%s.".formatted(name, kind.id()));
    }
    if (kind == FieldKind.ENUM && options.size() < 2) {
      throw new ScaffoldException(
          "%s needs what it may be. Write '%s:enum(low,high)'.".formatted(name, name));
    }
    options.stream()
        .filter(option -> !OPTION.matcher(option).matches())
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new ScaffoldException(
                  "“%s” cannot be one of %s. Use letters, digits and hyphens."
                      .formatted(wrong, name));
            });
    if (options.stream().map(Field::constant).distinct().count() < options.size()) {
      throw new ScaffoldException("%s lists one of its values twice.".formatted(name));
    }
    return options;
  }

  private static String constant(String option) {
    return option.replaceAll("(?<=[a-z0-9])(?=[A-Z])|[ -]", "_").toUpperCase(Locale.ROOT);
  }

  boolean isHeadline() {
    return kind == FieldKind.STRING && mandatory;
  }

  boolean isSearched() {
    return kind.isText();
  }

  /** Short enough for a column of the list. */
  boolean isColumn() {
    return kind != FieldKind.TEXT && kind != FieldKind.URL;
  }

  boolean isNullable() {
    return !kind.isText() && kind != FieldKind.BOOLEAN && !mandatory;
  }

  /** What templates know of it. */
  Map<String, Object> variables(String module, String entity) {
    var all = new HashMap<String, Object>();
    all.put("name", name);
    all.put("Name", capital());
    all.put("column", Names.snake(name));
    all.put("mandatory", mandatory);
    all.put("nullable", isNullable());
    all.put("label", Names.label(name));
    all.put("germanLabel", German.of(name));
    all.put("sentence", Names.label(name) + ".");
    all.put("options", options.stream().map(Field::option).toList());
    all.put("isBoolean", kind == FieldKind.BOOLEAN);
    all.put("isLong", kind == FieldKind.TEXT);
    all.put("isUrl", kind == FieldKind.URL);
    all.put("isEmail", kind == FieldKind.EMAIL);
    java(module, Names.capital(entity), all);
    views(module, entity, all);
    samples(all);
    all.put(
        "sqlType",
        kind == FieldKind.BOOLEAN
            ? kind.sqlType
            : kind.sqlType + (isNullable() ? " null" : " not null"));
    all.put("schema", schema());
    return all;
  }

  private static Map<String, Object> option(String option) {
    return Map.of(
        "constant",
        constant(option),
        "label",
        Names.label(option),
        "germanLabel",
        German.of(option));
  }

  private String capital() {
    return Names.capital(name);
  }

  private String type(String entity) {
    return kind == FieldKind.ENUM ? entity + capital() : kind.javaType;
  }

  private void java(String module, String entity, Map<String, Object> all) {
    String type = type(entity);
    boolean object = !kind.isText() && kind != FieldKind.BOOLEAN;
    String initial = kind.isText() ? " = \"\"" : "";
    all.put("type", type);
    all.put("getter", (kind == FieldKind.BOOLEAN ? "is" : "get") + capital());
    all.put("constraints", constraints(module));
    all.put("draftType", object ? "@Nullable " + type : type);
    all.put("draftInitial", initial);
    all.put("setterType", kind == FieldKind.BOOLEAN ? "boolean" : "@Nullable " + type);
    all.put("taken", taken());
    all.put("mapping", mapping());
    String stored = kind == FieldKind.INT && mandatory ? "int" : type;
    all.put("entityType", isNullable() ? "@Nullable " + type : stored);
    all.put("entityInitial", initial);
    String read = "draft." + all.get("getter") + "()";
    all.put("fromDraft", object && mandatory ? "requireNonNull(" + read + ")" : read);
  }

  private String constraints(String module) {
    var constraints = new ArrayList<String>();
    if (mandatory) {
      constraints.add(kind.isText() ? "@NotBlank" : "@NotNull");
    }
    String malformed = "message = \"{%s.field.%s.malformed}\"".formatted(module, name);
    switch (kind) {
      case STRING -> constraints.add("@Size(max = 200)");
      case TEXT -> constraints.add("@Size(max = 20_000)");
      case DECIMAL -> constraints.add("@Digits(integer = 10, fraction = 2)");
      case URL -> {
        constraints.add("@Size(max = 2000)");
        constraints.add("@Pattern(regexp = \"(https?://\\\\S+)?\", " + malformed + ")");
      }
      case EMAIL -> {
        constraints.add("@Size(max = 254)");
        constraints.add("@Email(" + malformed + ")");
      }
      default -> {}
    }
    return String.join(" ", constraints);
  }

  private String taken() {
    if (!kind.isText()) {
      return name;
    }
    return "%s == null ? \"\" : %s%s"
        .formatted(name, name, kind == FieldKind.TEXT ? "" : ".strip()");
  }

  private String mapping() {
    String column =
        "@Column(name = \"%s\"%s%s)"
            .formatted(
                Names.snake(name),
                isNullable() ? "" : ", nullable = false",
                kind.columnAttributes.isEmpty() ? "" : ", " + kind.columnAttributes);
    return switch (kind) {
      case TEXT -> "@Lob " + column;
      case ENUM -> "@Enumerated(EnumType.STRING) " + column;
      default -> column;
    };
  }

  private void views(String module, String entity, Map<String, Object> all) {
    all.put("input", input(entity));
    all.put("shownInList", shown(module, "row"));
    all.put("shownInValues", shown(module, "shown"));
    all.put(
        "renderedIfAny",
        kind == FieldKind.BOOLEAN ? "" : " rendered=\"#{not empty shown." + name + "}\"");
  }

  private String input(String entity) {
    String input =
        switch (kind) {
          case STRING -> " maxlength=\"200\"";
          case TEXT -> " type=\"textarea\" rows=\"6\" maxlength=\"20000\"";
          case DATE -> " type=\"date\"";
          case DATETIME -> " type=\"datetime-local\"";
          case BOOLEAN -> " type=\"checkbox\"";
          case DECIMAL -> " type=\"number\" step=\"0.01\" inputmode=\"decimal\"";
          case INT -> " type=\"number\" step=\"1\" inputmode=\"numeric\"";
          case ENUM -> " type=\"select\" items=\"#{" + entity + "Choices." + name + "}\"";
          case URL -> " type=\"url\" maxlength=\"2000\"";
          case EMAIL -> " type=\"email\" maxlength=\"254\"";
        };
    return input + (mandatory ? " required=\"true\"" : "");
  }

  private String shown(String module, String of) {
    String value = of + "." + name;
    return switch (kind) {
      case STRING, TEXT, URL, EMAIL -> "<span class=\"text-break\">#{" + value + "}</span>";
      case ENUM -> {
        String text = "msg['" + module + "." + name + ".'.concat(" + value + ")]";
        yield "#{" + (mandatory ? text : "empty " + value + " ? '' : " + text) + "}";
      }
      default -> "#{app.format(" + value + ")}";
    };
  }

  /** One value, in Java, as somebody types it, and in JSON. */
  private void samples(Map<String, Object> all) {
    String typed =
        switch (kind) {
          case STRING, TEXT -> "Something";
          case DATE -> "2026-12-31";
          case DATETIME -> "2026-12-31T18:30";
          case BOOLEAN -> "true";
          case DECIMAL -> "12.50";
          case INT -> "3";
          case ENUM -> constant(options.get(0));
          case URL -> "https://example.org/a";
          case EMAIL -> "ada@example.org";
        };
    all.put(
        "typed",
        kind == FieldKind.BOOLEAN
            ? "tick(\"" + name + "\")"
            : "fill(\"" + name + "\", \"" + typed + "\")");
    all.put(
        "sample",
        switch (kind) {
          case DATE -> "LocalDate.of(2026, 12, 31)";
          case DATETIME -> "Instant.parse(\"2026-12-31T18:30:00Z\")";
          case DECIMAL -> "new BigDecimal(\"12.50\")";
          case BOOLEAN, INT -> typed;
          case ENUM -> all.get("type") + "." + typed;
          default -> "\"" + typed + "\"";
        });
    boolean bare = kind == FieldKind.BOOLEAN || kind == FieldKind.DECIMAL || kind == FieldKind.INT;
    String json = kind == FieldKind.DATETIME ? typed + ":00Z" : typed;
    all.put("json", ",\\\"" + name + "\\\":" + (bare ? json : "\\\"" + json + "\\\""));
  }

  private String schema() {
    String type =
        switch (kind) {
          case BOOLEAN -> "boolean";
          case DECIMAL -> "number";
          case INT -> "integer";
          default -> "string";
        };
    String more =
        kind == FieldKind.ENUM
            ? "enum: [" + String.join(", ", options.stream().map(Field::constant).toList()) + "]"
            : kind.schemaAttributes;
    return "{type: " + type + (more.isEmpty() ? "" : ", " + more) + "}";
  }
}
