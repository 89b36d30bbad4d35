using Pulumi;
using Pulumi.Testing;

namespace Eng.Tests.StandIns.PulumiSdk;

/// <summary>Mocks of a provider of shelves. The state of a shelf is its inputs, unless a test sets another.</summary>
internal sealed class Librarian : IMocks
{
    public Func<MockResourceArgs, object> State { get; init; } = resource => resource.Inputs;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
        Task.FromResult<(string?, object)>(($"{args.Name}-id", State(args)));

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();

    /// <summary>Runs a stack that consists of what the action declares.</summary>
    public Task TestAsync(Action declare)
    {
        Declared.Declare.Value = declare;
        return TestAsync<Declared>();
    }

    public Task TestAsync<TStack>()
        where TStack : Stack, new() =>
        Deployment.TestAsync<TStack>(this, new TestOptions { IsPreview = false });

    private sealed class Declared : Stack
    {
        public Declared() => Declare.Value!();

        public static AsyncLocal<Action?> Declare { get; } = new();
    }
}
