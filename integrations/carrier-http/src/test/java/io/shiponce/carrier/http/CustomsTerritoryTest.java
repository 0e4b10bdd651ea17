package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomsTerritoryTest {
    @ParameterizedTest
    @CsvSource({
        "DE,86150,DE,10969,true",
        "DE,86150,AT,1010,true",
        "DE,86150,MC,98000,true",
        "DE,86150,FR,98000,true",
        "DE,86150,CH,8001,false",
        "DE,86150,GB,SW1A 1AA,false",
        "DE,86150,NO,0150,false",
        "DE,86150,US,78756,false",
        "DE,86150,DE,27498,false",
        "DE,27498,DE,27498,true",
        "DE,86150,DE,78266,false",
        "DE,86150,ES,28001,true",
        "DE,86150,ES,35001,false",
        "ES,35001,ES,38001,false",
        "ES,35001,ES,35500,true",
        "DE,86150,IT,23041,false",
        "DE,86150,FI,22100,false",
        "DE,86150,FR,97400,false",
        "DE,86150,GP,97100,false",
        "GB,SW1A 1AA,IM,IM1 1AA,true",
        "GB,SW1A 1AA,JE,JE1 1AA,false",
        "CH,8001,LI,9490,true",
        "US,78756,PR,00901,true",
        "US,78756,US,00901,true",
        "US,78756,US,00801,false",
        "US,78756,US,09012-1234,false",
        "US,78756,US,96201,false",
        "US,78756,US,96701,true",
        "US,78756,CA,M5V 2T6,false",
        "US,'',US,78756,true"
    })
    void papersAreNeededBetweenTerritories(String from, String fromCode, String to, String toCode, boolean one) {
        assertEquals(one, CustomsTerritory.isOne(from, fromCode, to, toCode));
        assertEquals(one, CustomsTerritory.isOne(to, toCode, from, fromCode));
    }
}
