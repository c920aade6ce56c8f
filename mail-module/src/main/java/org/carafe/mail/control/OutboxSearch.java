package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.MailFilter;
import org.carafe.mail.entity.OutboxMessage;

/** Pages of the outbox by key: the last page costs what the first does. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class OutboxSearch {
  @Inject EntityManager entities;

  /** One page, newest first. */
  public List<OutboxMessage> find(MailFilter filter) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> conditions = new ArrayList<>();
    if (filter.state() != null) {
      conditions.add("m.state = :state");
      values.put("state", filter.state());
    }
    if (filter.before() != null) {
      conditions.add("m.id < :before");
      values.put("before", filter.before());
    }
    if (!filter.search().isEmpty()) {
      conditions.add(condition(filter.search(), values));
    }
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    TypedQuery<OutboxMessage> query =
        entities.createQuery(
            "select m from OutboxMessage m" + where + " order by m.id desc", OutboxMessage.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(filter.limit()).getResultList();
  }

  /** By the form of what was typed, so that each search has its index. */
  private static String condition(String search, Map<String, Object> values) {
    if (search.startsWith("<")) {
      values.put("search", search);
      return "m.messageId = :search";
    }
    String key = IdentityKey.of(search);
    if (search.startsWith("@")) {
      values.put("search", key.substring(1));
      return "m.recipientDomain = :search";
    }
    values.put("search", escaped(key) + "%");
    return "m.recipientKey like :search escape '!'";
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
