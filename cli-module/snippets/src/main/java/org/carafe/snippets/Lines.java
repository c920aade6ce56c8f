package org.carafe.snippets;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How values are shown: an entity or a record in a line of {@code name=value}, many of them as a
 * table. Nothing is read from the database for it, and no secret is shown.
 */
public final class Lines {
  private static final int LONGEST = 60;
  private static final int MOST = 100;

  /** A wider table is read with difficulty, so each row becomes a line of names and values. */
  private static final int WIDEST = 200;

  private final BiPredicate<Object, String> loaded;
  private final Predicate<Class<?>> verbs;

  /**
   * Shows values.
   *
   * @param loaded whether an entity's attribute was read from the database
   * @param verbs whether a class is a module's verbs
   */
  public Lines(BiPredicate<Object, String> loaded, Predicate<Class<?>> verbs) {
    this.loaded = loaded;
    this.verbs = verbs;
  }

  /** The lines that show a value. */
  public List<String> of(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? List.of("nothing (an empty Optional)") : of(optional.get());
    }
    if (value instanceof Rows rows) {
      return rows(rows);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Collection<?> all) {
      return all(all);
    }
    if (value instanceof Object[] array) {
      return all(Arrays.asList(array));
    }
    if (value instanceof CharSequence text && text.length() > LONGEST) {
      return text.toString().lines().toList();
    }
    return value == null ? List.of("null") : verbs(value).orElseGet(() -> List.of(line(value)));
  }

  /** A module's verbs explain themselves. */
  private Optional<List<String>> verbs(Object value) {
    return Stream.<Class<?>>iterate(value.getClass(), type -> type != null, Class::getSuperclass)
        .filter(verbs)
        .findFirst()
        .map(Lines::methods);
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
        .map(Lines::signature)
        .toList();
  }

  private static String signature(Method method) {
    return "%s(%s): %s"
        .formatted(
            method.getName(),
            Arrays.stream(method.getParameters())
                .map(Lines::parameter)
                .collect(Collectors.joining(", ")),
            simple(method.getGenericReturnType().getTypeName()));
  }

  private static String parameter(Parameter parameter) {
    return simple(parameter.getParameterizedType().getTypeName()) + " " + parameter.getName();
  }

  private static String simple(String type) {
    return type.replaceAll("[\\w.]+[.$](?=\\w)", "");
  }

  private List<String> rows(Rows rows) {
    if (rows.changed() >= 0) {
      return List.of(rows.changed() == 1 ? "1 row changed" : rows.changed() + " rows changed");
    }
    if (rows.isEmpty()) {
      return List.of("no rows");
    }
    var grid = new Grid(rows.columns());
    for (var row : rows.subList(0, Math.min(MOST, rows.size()))) {
      grid.row(
          rows.columns().stream()
              .map(
                  column ->
                      rows.isSecret(column) && row.get(column) != null
                          ? Secrets.MASK
                          : cell(row.get(column)))
              .toList());
    }
    return ended(fitting(grid), rows.size(), "row");
  }

  private static List<String> fitting(Grid grid) {
    return grid.width() <= WIDEST ? grid.lines() : grid.spelled();
  }

  private List<String> map(Map<?, ?> map) {
    if (map.isEmpty()) {
      return List.of("nothing (an empty " + map.getClass().getSimpleName() + ")");
    }
    var grid = new Grid(List.of("key", "value"));
    map.entrySet().stream()
        .limit(MOST)
        .forEach(
            entry ->
                grid.row(
                    List.of(
                        cell(entry.getKey()),
                        Secrets.isSecret(String.valueOf(entry.getKey()))
                            ? Secrets.MASK
                            : cell(entry.getValue()))));
    return ended(fitting(grid), map.size(), "entry");
  }

  private List<String> all(Collection<?> all) {
    if (all.isEmpty()) {
      return List.of("nothing (an empty " + kind(all) + ")");
    }
    List<?> shown = all.stream().limit(MOST).toList();
    Map<String, String> head = attributes(shown.get(0));
    boolean tabular =
        !head.isEmpty()
            && shown.stream().allMatch(one -> attributes(one).keySet().equals(head.keySet()));
    if (!tabular) {
      return ended(
          shown.stream().map(one -> one == null ? "null" : line(one)).toList(),
          all.size(),
          "value");
    }
    var grid = new Grid(List.copyOf(head.keySet()));
    shown.forEach(one -> grid.row(List.copyOf(attributes(one).values())));
    return ended(fitting(grid), all.size(), "row");
  }

  private static List<String> ended(List<String> lines, int size, String what) {
    var all = new ArrayList<>(lines);
    String plural = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    if (size == Rows.MOST) {
      all.add("the first %d %s, %d of them shown".formatted(size, plural, MOST));
    } else if (size > MOST) {
      all.add("%d %s, %d of them shown".formatted(size, plural, MOST));
    } else {
      all.add(size == 1 ? "1 " + what : size + " " + plural);
    }
    return all;
  }

  /** One line, whatever it is. */
  private String line(Object value) {
    Map<String, String> attributes = value instanceof Object[] ? Map.of() : attributes(value);
    if (attributes.isEmpty()) {
      return shortened(value);
    }
    return named(value.getClass())
        + attributes.entrySet().stream()
            .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
  }

  private static String named(Class<?> type) {
    return type.getSimpleName();
  }

  /** By name what is in an entity, a record or a row; empty for other values. */
  private Map<String, String> attributes(@Nullable Object value) {
    var found = new LinkedHashMap<String, String>();
    if (value instanceof Object[] row) {
      for (int i = 0; i < row.length; i++) {
        found.put(Integer.toString(i + 1), cell(row[i]));
      }
    } else if (value instanceof Record record && isPlain(record)) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        found.put(component.getName(), masked(component.getName(), component(record, component)));
      }
    } else if (value != null && isEntity(value.getClass())) {
      for (Field field : fields(value.getClass())) {
        found.put(field.getName(), attribute(value, field));
      }
    }
    return found;
  }

  /** Whether it says nothing else of itself, as one does that holds a secret. */
  private static boolean isPlain(Record record) {
    try {
      return Modifier.isFinal(record.getClass().getMethod("toString").getModifiers());
    } catch (NoSuchMethodException impossible) {
      return false;
    }
  }

  private static boolean isEntity(Class<?> type) {
    return type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Embeddable.class);
  }

  private static List<Field> fields(Class<?> entity) {
    var fields = new ArrayList<Field>();
    for (Class<?> type = entity;
        type != null && (isEntity(type) || type.isAnnotationPresent(MappedSuperclass.class));
        type = type.getSuperclass()) {
      var own =
          Arrays.stream(type.getDeclaredFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .filter(field -> !Modifier.isTransient(field.getModifiers()))
              .filter(field -> !field.isSynthetic() && !field.getName().startsWith("_persistence"))
              .toList();
      fields.addAll(0, own);
    }
    return fields;
  }

  private String attribute(Object entity, Field field) {
    if (!loaded.test(entity, field.getName())) {
      return "…";
    }
    try {
      field.setAccessible(true);
      return masked(field.getName(), field.get(entity));
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable Object component(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InvocationTargetException failure) {
      return failure.getTargetException();
    }
  }

  private String masked(String name, @Nullable Object value) {
    return value != null && Secrets.isSecret(name) ? Secrets.MASK : cell(value);
  }

  /** What stands in a cell or behind an equals sign. */
  private String cell(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(this::cell).orElse("");
    }
    if (value instanceof Collection<?> all) {
      return all.isEmpty() ? "[]" : "[" + all.size() + "]";
    }
    if (value instanceof Map<?, ?> map) {
      return "{" + map.size() + "}";
    }
    if (value != null && isEntity(value.getClass())) {
      return named(value.getClass()) + identity(value).map(id -> "#" + id).orElse("");
    }
    if (value instanceof Record record && isPlain(record)) {
      return named(record.getClass())
          + attributes(record).entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(", ", "[", "]"));
    }
    return value == null ? "null" : shortened(value);
  }

  private Optional<String> identity(Object entity) {
    return fields(entity.getClass()).stream()
        .filter(field -> field.isAnnotationPresent(jakarta.persistence.Id.class))
        .findFirst()
        .map(field -> attribute(entity, field));
  }

  private static String kind(Collection<?> all) {
    return all instanceof List ? "list" : all instanceof java.util.Set ? "set" : "collection";
  }

  private String shortened(Object value) {
    if (value.getClass().isArray() && value.getClass().getComponentType().isPrimitive()) {
      return value.getClass().getComponentType() + "[" + Array.getLength(value) + "]";
    }
    if (value instanceof CharSequence text) {
      return quoted(text.toString());
    }
    boolean known =
        value instanceof Number
            || value instanceof Temporal
            || value instanceof TemporalAmount
            || value instanceof Enum<?>;
    String shown = known ? value.toString() : told(value);
    return shown.length() <= LONGEST * 4 ? shown : shown.substring(0, LONGEST * 4) + "…";
  }

  private static String told(Object value) {
    try {
      return value.toString();
    } catch (RuntimeException failure) {
      return "%s, whose toString() failed: %s".formatted(value.getClass().getSimpleName(), failure);
    }
  }

  private static String quoted(String text) {
    String shown =
        text.length() <= LONGEST
            ? text
            : text.substring(0, LONGEST - 15) + "… (" + text.length() + " characters)";
    return '"'
        + shown
            .replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\"", "\\\"")
        + '"';
  }
}
