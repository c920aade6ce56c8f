package org.carafe.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureTest {

  @Test
  void readsAModuleAsItIsWritten() {
    var notes =
        Feature.parse(
            "notes", "Note", "", List.of("title:string!", "body:text", "due:date?", "owner:user"));

    assertThat(notes.owned()).isTrue();
    assertThat(notes.plural()).isEqualTo("notes");
    assertThat(notes.fields()).extracting(Field::name).containsExactly("title", "body", "due");
    assertThat(notes.fields()).extracting(Field::mandatory).containsExactly(true, false, false);
    assertThat(notes.fields()).extracting(Field::isNullable).containsExactly(false, false, true);
  }

  @ParameterizedTest
  @CsvSource({
    "Note, notes",
    "Category, categories",
    "Box, boxes",
    "Day, days",
    "ShoppingList, shoppingLists",
    "Branch, branches"
  })
  void knowsTheUsualPlurals(String entity, String plural) {
    assertThat(Feature.parse("shop", entity, "", List.of("title:string!")).plural())
        .isEqualTo(plural);
  }

  @Test
  void takesTheValuesOfAnEnumInEitherSpelling() {
    assertThat(Field.parse("kind:enum(low,very-high)").options())
        .isEqualTo(Field.parse("kind:enum:low,very-high").options())
        .containsExactly("low", "very-high");
    assertThat(Field.parse("kind:enum(low,high)?").isNullable()).isTrue();
    assertThat(Field.parse("kind:enum(low,high)").mandatory()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Notes     | Note        | ''    | title:string!                     | small letters",
        "n         | Note        | ''    | title:string!                     | small letters",
        "class     | Note        | ''    | title:string!                     | word of Java",
        "select    | Note        | ''    | title:string!                     | word of SQL",
        "notes     | note        | ''    | title:string!                     | camel case",
        "notes     | HTMLNote    | ''    | title:string!                     | camel case",
        "notes     | NoteManager | ''    | title:string!                     | says nothing",
        "notes     | Order       | ''    | title:string!                     | Choose another",
        "notes     | String      | ''    | title:string!                     | Choose another",
        "notes     | Sheep       | sheep | title:string!                     | --plural",
        "notes     | Note        | Notes | title:string!                     | lower camel case",
        "notes     | Note        | keys  | title:string!                     | word of SQL",
        "notes     | Note        | api   | title:string!                     | server's own",
        "notes     | Draft       | ''    | title:string!                     | Choose another",
        "notes     | Note        | ''    | title:string! empty:boolean       | every entity or page",
        "notes     | Note        | ''    | title:string! created:enum(a,b)   | another class",
        "notes     | Note        | ''    | title                             | name:type",
        "notes     | Note        | ''    | title:string                      | must be filled in",
        "notes     | Note        | ''    | title:sting!                      | Did you mean “string”",
        "notes     | Note        | ''    | Title:string!                     | lower camel case",
        "notes     | Note        | ''    | title:string! order:int           | word of SQL",
        "notes     | Note        | ''    | title:string! static:int          | word of Java",
        "notes     | Note        | ''    | title:string! version:int         | every entity",
        "notes     | Note        | ''    | title:string! content:text        | every entity",
        "notes     | Note        | ''    | title:string! title:int           | twice",
        "notes     | Note        | ''    | title:string! done:boolean!       | yes or no",
        "notes     | Note        | ''    | title:string! kind:enum(one)      | what it may be",
        "notes     | Note        | ''    | title:string! kind:enum(a,a)      | twice",
        "notes     | Note        | ''    | title:string! kind:enum(a,1)      | letters",
        "notes     | Note        | ''    | title:string! size:int(3)         | Only an enum",
        "notes     | Note        | ''    | title:string! holder:user         | owner:user",
        "notes     | Note        | ''    | title:string! owner:user?         | owner:user",
      })
  void saysWhatIsWrongAndHowToMendIt(
      String module, String entity, String plural, String fields, String word) {
    assertThatThrownBy(
            () -> Feature.parse(module, entity, plural, List.of(fields.strip().split(" "))))
        .isInstanceOf(ScaffoldException.class)
        .hasMessageContaining(word);
  }
}
