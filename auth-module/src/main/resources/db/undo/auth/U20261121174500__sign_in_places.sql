-- destructive: drops the table sign_in_places with its rows
drop table sign_in_places;
