using System.Reflection;

namespace Tests.Support;

public sealed class TestNameTests
{
    [Fact]
    public void Classes_of_tests_end_in_Tests_and_rules_over_all_resources_in_Rules() => Assert.Empty(
        from type in typeof(TestNameTests).Assembly.GetTypes()
        where type.GetMethods().Any(method => method.GetCustomAttribute<FactAttribute>() is not null)
        where !IsRight(type.Name)
        select type.FullName);

    [Theory]
    [InlineData("QueueTests", true)]
    [InlineData("BucketRules", true)]
    [InlineData("QueueFacts", false)]
    [InlineData("Queue", false)]
    public void Another_name_is_found(string name, bool isRight) => Assert.Equal(isRight, IsRight(name));

    private static bool IsRight(string name) =>
        name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith("Rules", StringComparison.Ordinal);
}
