package org.carafe.cli.scaffold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A feature module that is to be written.
 *
 * @param module the blueprint's name, such as {@code notes}
 * @param entity the entity's, such as {@code Note}
 * @param plural what many are called in code, such as {@code notes}
 * @param fields the entity's own, in the order of the form
 * @param owned whether each row belongs to a person, who alone sees it
 */
public record Feature(
    String module, String entity, String plural, List<Field> fields, boolean owned) {
  private static final Pattern MODULE = Pattern.compile("[a-z]{2,30}");
  private static final Pattern ENTITY = Pattern.compile("([A-Z][a-z0-9]+)+");
  private static final Pattern PLURAL = Pattern.compile("[a-z][a-z0-9]+([A-Z][a-z0-9]+)*");
  private static final Set<String> SERVERS_OWN =
      Set.of("api", "health", "metrics", "openapi", "static");
  private static final Pattern EMPTY_WORD =
      Pattern.compile(".*(Service|Impl|Manager|Helper|Utils?|Common|Dto|Abstract)(?![a-z]).*");

  /**
   * As the command line says it.
   *
   * @param plural empty for the usual English one
   * @param fields such as {@code title:string!} and {@code owner:user}
   * @throws ScaffoldException for whatever could not become a module
   */
  public static Feature parse(String module, String entity, String plural, List<String> fields) {
    checkModule(module);
    checkEntity(entity);
    String many = plural.isEmpty() ? Names.plural(Names.small(entity)) : plural;
    checkPlural(entity, many);
    boolean owned = fields.contains("owner:user");
    fields.stream()
        .filter(field -> field.matches("owner:.*|[^:]+:user[!?]?") && !field.equals("owner:user"))
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new ScaffoldException(
                  "“%s”: whose a row is has one name and one type. Write owner:user."
                      .formatted(wrong));
            });
    List<Field> own =
        fields.stream().filter(field -> !field.equals("owner:user")).map(Field::parse).toList();
    checkFields(entity, own);
    return new Feature(module, entity, many, own, owned);
  }

  static void checkModule(String module) {
    if (!MODULE.matcher(module).matches()) {
      throw new ScaffoldException(
          "“%s” is no name of a module. Use 2 to 30 small letters, such as notes."
              .formatted(module));
    }
    ReservedWords.refuse("module", module);
  }

  private static void checkEntity(String entity) {
    if (!ENTITY.matcher(entity).matches() || entity.length() > 40) {
      throw new ScaffoldException(
          "“%s” is no name of an entity. Write a singular noun in camel case, such as Note or ShoppingList."
              .formatted(entity));
    }
    if (EMPTY_WORD.matcher(entity).matches()) {
      throw new ScaffoldException(
          "“%s” holds a word that says nothing (Service, Manager, Helper and the like), which the build refuses. Name the thing itself."
              .formatted(entity));
    }
    ReservedWords.refuseType(entity);
  }

  private static void checkPlural(String entity, String plural) {
    if (!PLURAL.matcher(plural).matches() || plural.length() > 40) {
      throw new ScaffoldException(
          "“%s” is no plural. Write it in lower camel case: --plural notes.".formatted(plural));
    }
    if (plural.equals(Names.small(entity))) {
      throw new ScaffoldException(
          "One %s and many must be called differently in code. Give another with --plural."
              .formatted(entity));
    }
    ReservedWords.refuse("table", plural);
    if (SERVERS_OWN.contains(plural)) {
      throw new ScaffoldException(
          "The URL /%s is the server's own. Choose another plural with --plural."
              .formatted(plural));
    }
    ReservedWords.refuseType(Names.capital(plural));
  }

  private static void checkFields(String entity, List<Field> fields) {
    if (fields.stream().noneMatch(Field::isHeadline)) {
      throw new ScaffoldException(
          "A list shows each %s by a line of text. Give it one that must be filled in, such as title:string!"
              .formatted(Names.words(entity)));
    }
    List<String> names = fields.stream().map(field -> Names.snake(field.name())).toList();
    names.stream()
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new ScaffoldException("The field %s is there twice.".formatted(twice));
            });
  }

  String table() {
    return Names.snake(plural);
  }

  /** Where its pages begin, without the slash. */
  public String url() {
    return Names.kebab(plural);
  }

  boolean hasEnums() {
    return fields.stream().anyMatch(field -> field.kind() == FieldKind.ENUM);
  }

  /** The beans' names in views. */
  List<String> beans() {
    return Stream.of("shown", "new", "edit", "delete", "")
        .map(prefix -> prefix.isEmpty() ? plural : prefix + entity)
        .toList();
  }

  /** What templates know. */
  Map<String, Object> variables(String projectVersion) {
    String small = Names.small(entity);
    List<Map<String, Object>> all =
        fields.stream().map(field -> field.variables(module, small)).toList();
    Field headline = fields.stream().filter(Field::isHeadline).findFirst().orElseThrow();
    var variables = new HashMap<String, Object>();
    variables.put("projectVersion", projectVersion);
    variables.put("module", module);
    variables.put("Module", Names.capital(module));
    variables.put("package", "org.carafe." + module);
    variables.put("Entity", entity);
    variables.put("entity", small);
    variables.put("plural", plural);
    variables.put("Plural", Names.capital(plural));
    variables.put("one", Names.words(entity));
    variables.put("aOne", Names.withArticle(Names.words(entity)));
    variables.put("many", Names.words(plural));
    variables.put("Many", Names.label(plural));
    variables.put("manyInGerman", German.of(plural));
    variables.put("table", table());
    variables.put("url", url());
    variables.put("owned", owned);
    variables.put("ownerParam", owned ? "long ownerId, " : "");
    variables.put("ownerArg", owned ? "ownerId, " : "");
    variables.put("meArg", owned ? "me, " : "");
    variables.put("currentArg", owned ? "current.require().id(), " : "");
    String manage = Names.capital(module) + "Blueprint.MANAGE";
    variables.put("writers", owned ? "signedIn()" : "permission(MANAGE)");
    variables.put("writersAnnotation", owned ? "@SignedIn" : "@Permission(" + manage + ")");
    variables.put(
        "ifWriter", owned ? "" : "<ui:fragment rendered=\"#{app.may('" + module + ":manage')}\">");
    variables.put("endWriter", owned ? "" : "</ui:fragment>");
    variables.put(
        "demanding",
        fields.stream().anyMatch(field -> field.mandatory() && !field.kind().isText()));
    variables.put("fields", all);
    variables.put("headline", headline.variables(module, small));
    variables.put("rest", chosen(all, field -> !field.equals(headline)));
    variables.put("enums", chosen(all, field -> field.kind() == FieldKind.ENUM));
    variables.put("mandatory", chosen(all, Field::mandatory));
    variables.put(
        "columns",
        chosen(all, field -> !field.equals(headline) && field.isColumn()).stream()
            .limit(3)
            .toList());
    variables.put(
        "searchCondition",
        fields.stream()
            .filter(Field::isSearched)
            .map(field -> "e.%s like :text escape '!'".formatted(field.name()))
            .collect(Collectors.joining(" or ")));
    variables.put(
        "restAsJson",
        chosen(all, field -> !field.equals(headline)).stream()
            .map(field -> String.valueOf(field.get("json")))
            .collect(Collectors.joining()));
    return variables;
  }

  private List<Map<String, Object>> chosen(List<Map<String, Object>> all, Predicate<Field> wanted) {
    return Stream.iterate(0, i -> i < fields.size(), i -> i + 1)
        .filter(i -> wanted.test(fields.get(i)))
        .map(all::get)
        .toList();
  }
}
