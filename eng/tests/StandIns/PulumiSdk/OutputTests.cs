using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class OutputTests
{
    private static readonly Output<int> Three = Output.Create(3);
    private static readonly Output<int> SecretThree = Output.CreateSecret(3);
    private static readonly Output<int>[] Both = [Three, SecretThree];
    private static readonly string[] AAndB = ["a", "b"];

    [Fact]
    public async Task Every_form_of_Apply_gives_the_value_that_the_function_makes()
    {
        Assert.Equal("3", await OutputUtilities.GetValueAsync(Three.Apply(Text)));
        Assert.Equal("3", await OutputUtilities.GetValueAsync(Three.Apply(value => Task.FromResult(Text(value)))));
        Assert.Equal("3", await OutputUtilities.GetValueAsync(Three.Apply(value => Output.Create(Text(value)))));
        Assert.Equal("3", await OutputUtilities.GetValueAsync(Three.Apply(value => (Input<string>)Text(value))));
        Assert.Null(await OutputUtilities.GetValueAsync(Three.Apply(_ => (Output<string>?)null)));

        var seen = 0;
        await OutputUtilities.GetValueAsync(Three.Apply(async value =>
        {
            await Task.Yield();
            seen = value;
        }));
        Assert.Equal(3, seen);

        static string Text(int value) => $"{value}";
    }

    [Fact]
    public async Task A_value_made_from_a_secret_is_secret()
    {
        Assert.True(await Output.IsSecretAsync(SecretThree.Apply(value => value + 1)));
        Assert.True(await Output.IsSecretAsync(Three.Apply(_ => SecretThree)));
        Assert.True(await Output.IsSecretAsync(Output.Tuple(Three, SecretThree)));
        Assert.True(await Output.IsSecretAsync(Output.All(Both)));
        Assert.True(await Output.IsSecretAsync(Output.Format($"{Three} {SecretThree}")));
        Assert.True(await Output.IsSecretAsync(Output.CreateSecret(Task.FromResult(3))));
        Assert.False(await Output.IsSecretAsync(Output.Tuple(Three, Three)));
    }

    [Fact]
    public async Task All_and_Tuple_keep_the_order()
    {
        Output<int>[] known = [Three, Output.Create(1)];
        Input<string>[] inputs = ["a", Output.Create("b")];

        Assert.Equal([3, 1], await OutputUtilities.GetValueAsync(Output.All(known)));
        Assert.Equal(["a", "b"], await OutputUtilities.GetValueAsync(Output.All(inputs)));
        Assert.Equal(
            ("a", 3), await OutputUtilities.GetValueAsync(Output.Tuple((Input<string>)"a", (Input<int>)Three)));
    }

    [Fact]
    public async Task Format_takes_values_inputs_and_outputs()
    {
        var text = Output.Format($"{"a"} {(Input<string>)"b"} {Three:000} {1.5} {Output.Create((string?)null)}|");

        Assert.Equal("a b 003 1.5 |", await OutputUtilities.GetValueAsync(text));
    }

    [Fact]
    public async Task Json_is_written_from_the_values_of_the_outputs_inside()
    {
        var json = Output.JsonSerialize(Output.Create(new
        {
            Effect = "Allow",
            Resource = new[] { Output.Create("arn:one"), Output.Format($"{Output.CreateSecret("arn:two")}/*") },
            Input = (Input<int>)3,
            List = (InputList<string>)AAndB.ToList(),
            Map = new InputMap<int> { ["k"] = 1 },
        }));

        Assert.Equal(
            """{"Effect":"Allow","Resource":["arn:one","arn:two/*"],"Input":3,"List":["a","b"],"Map":{"k":1}}""",
            await OutputUtilities.GetValueAsync(json));
        Assert.True(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task An_output_as_a_text_is_advice_instead_of_the_value()
    {
        var text = "";
        await new Librarian().TestAsync(() => text = Output.Create("secret").ToString());

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_added_twice_with_one_value_is_in_the_map_once()
    {
        var twice = new InputMap<int> { { "a", 1 }, { "a", 1 } };

        Assert.Equal(1, Assert.Single(await OutputUtilities.GetValueAsync(twice.ToOutput())).Value);
    }

    [Fact]
    public async Task Lists_are_made_from_everything_that_has_elements()
    {
        async Task<string> JoinedAsync(InputList<string> list)
            => string.Join(",", await OutputUtilities.GetValueAsync(list.ToOutput()));

        var joined = new InputList<string> { "a", Output.Create("b") };
        joined.AddRange(AAndB.ToList());
        Assert.Equal("a,b,a,b", await JoinedAsync(joined));
        Assert.Equal("a,b", await JoinedAsync(new List<string> { "a", "b" }));
        Assert.Equal("a,b", await JoinedAsync(new Input<string>[] { "a", Output.Create("b") }));
        Assert.Equal("a,b", await JoinedAsync(Output.Create(ImmutableArray.Create("a", "b"))));
        Assert.Equal("a,b", await JoinedAsync(new InputList<string> { "a" }.Concat(new List<string> { "b" })));
        Assert.Equal("", await JoinedAsync([]));
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)joined).GetEnumerator());
    }
}
