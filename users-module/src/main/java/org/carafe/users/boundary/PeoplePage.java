package org.carafe.users.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.QueryValue;
import org.carafe.core.web.Exchange;
import org.carafe.users.People;
import org.carafe.users.entity.Role;
import org.carafe.users.entity.User;

/** The administrator's list of people; search and place in the list live in the URL. */
@Named("people")
@RequestScoped
public class PeoplePage {
  private static final String LAST = "last";

  @Inject People people;

  @Inject
  @QueryValue("q")
  String search;

  @Inject
  @QueryValue("after")
  String after;

  @Inject
  @QueryValue("before")
  String before;

  @Inject
  @QueryValue("page")
  String named;

  private People.Page page;
  private int count;

  @PostConstruct
  void load() {
    count = people.count();
    if (named.equals(LAST)) {
      page = people.last(search);
    } else {
      page = before.isEmpty() ? people.after(search, after) : people.before(search, before);
    }
  }

  /** The people on this page. */
  public List<User> getList() {
    return page.people();
  }

  /** How many there are in all, at most 10,001. */
  public int getCount() {
    return count;
  }

  /** A role as the page's language has it; one that has no text there goes by its own name. */
  public String roleName(Role role) {
    String key = "users.role." + role.getName();
    Exchange exchange = Exchange.require();
    return exchange.application().messages().has(key) ? exchange.text(key) : role.getName();
  }

  /** What is searched for. */
  public String getSearch() {
    return search;
  }

  /** The first page's URL, empty when this is it. */
  public String getFirst() {
    return page.hasPrevious() ? url("", "") : "";
  }

  /** The previous page's URL, empty when there is none. */
  public String getPrevious() {
    List<User> list = getList();
    return page.hasPrevious() && !list.isEmpty() ? url("before", list.get(0).getUsernameKey()) : "";
  }

  /** The next page's URL, empty when there is none. */
  public String getNext() {
    List<User> list = getList();
    return page.hasNext() && !list.isEmpty()
        ? url("after", list.get(list.size() - 1).getUsernameKey())
        : "";
  }

  /** The last page's URL, empty when this is it. */
  public String getLast() {
    return page.hasNext() ? url("page", LAST) : "";
  }

  private String url(String name, String key) {
    return Application.current()
        .urlFor(
            "users.people",
            "q",
            search.isBlank() ? null : search,
            name,
            key.isEmpty() ? null : key);
  }
}
