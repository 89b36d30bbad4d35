namespace Twin.Tests.Cli.Costs;

/// <summary>The declared moves between storage classes, by the prices of the price file.</summary>
public sealed class LifecycleCostRules
{
    private const string Raw = "spotify-prod-raw";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_bucket_moves_objects_that_are_too_small_for_the_move_to_pay_within_a_year(string stack) =>
        StackRule.Holds(stack, MovesAtALoss);

    [Theory]
    [InlineData(null)]
    [InlineData(100_000)]
    public Task A_lifecycle_that_moves_small_objects_is_found(int? largerThan) => StackRule.Finds(
        MovesAtALoss,
        stack => stack.With(
            S3Resources.BucketLifecycle,
            Raw,
            lifecycle => lifecycle.Set("rules/0/filter/and/objectSizeGreaterThan", largerThan)),
        Raw);

    [Fact]
    public Task A_lifecycle_with_a_second_move_that_does_not_pay_is_found() => StackRule.Finds(
        MovesAtALoss,
        stack => stack.With(
            S3Resources.BucketLifecycle,
            Raw,
            lifecycle => lifecycle.Change("rules/0/transitions", moves =>
            {
                var first = Assert.Single((ImmutableArray<object>)moves!);
                var second = ((ImmutableDictionary<string, object>)first)
                    .SetItem("days", 120)
                    .SetItem("storageClass", "GLACIER_IR");
                return ImmutableArray.Create(first, second);
            })),
        Raw);

    private static IEnumerable<string> MovesAtALoss(DeclaredStack stack) =>
        from declared in stack.OfType(S3Resources.BucketLifecycle)
        from rule in LifecycleDeclaration.Read(declared).Rules
        from number in Enumerable.Range(1, rule.Transitions.Length)
        let paysFrom = new FirstYear(PriceFile.Current).PaysFrom([.. rule.Transitions.Take(number)])
        where paysFrom is not { } kilobytes || !(rule.LargerThan >= kilobytes * 1024)
        select declared.Title;
}
