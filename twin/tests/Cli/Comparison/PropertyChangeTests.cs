using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed class PropertyChangeTests
{
    [Theory]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":2}}""", "a.b: 1 → 2")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "a: 1 → \"1\"")]
    [InlineData("""{"a":1}""", """{}""", "a: 1 → ")]
    [InlineData("""{}""", """{"a":{"b":1}}""", "a:  → {\"b\":1}")]
    [InlineData("""{"a":["x","y"]}""", """{"a":["y","x"]}""", "a: [\"x\",\"y\"] → [\"y\",\"x\"]")]
    [InlineData("""{"a":[{"n":1},{"n":2}]}""", """{"a":[{"n":2},{"n":3}]}""", "a[1].n: 1 → 3")]
    [InlineData("""{"a":[{"n":1}]}""", """{"a":[{"n":0},{"n":1}]}""", "a[0]:  → {\"n\":0}")]
    [InlineData("""{"a":[{"n":1},{"n":2}]}""", """{"a":[{"n":1}]}""", "a[1]: {\"n\":2} → ")]
    [InlineData("""{"z":1,"a":1}""", """{"z":2,"a":2}""", "a: 1 → 2", "z: 1 → 2")]
    public void A_change_has_its_path(string before, string after, params string[] changes) =>
        Assert.Equal(changes, Between(before, after));

    [Theory]
    [InlineData("""{"a":[{"n":1},{"n":2}],"b":1.0}""", """{"b":1,"a":[{"n":2},{"n":1}]}""")]
    [InlineData("""{"a":null}""", """{"a":null}""")]
    public void Another_notation_is_not_a_change(string before, string after) => Assert.Empty(Between(before, after));

    private static IEnumerable<string> Between(string before, string after) => PropertyChange
        .Between("", JsonNode.Parse(before), JsonNode.Parse(after))
        .Select(change => $"{change.Path}: {change.Before?.ToJsonString()} → {change.After?.ToJsonString()}");
}
