namespace Eng.Tests.Build;

/// <summary>The inputs as Pulumi compares them, which is as text: a text that changes without a change of the program
/// is deployed, and hides real changes.</summary>
public sealed class RegisteredInputTests
{
    // Two members in a random order have the same order in half of all processes.
    private const int Processes = 4;

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_process_registers_the_same_bytes(string stack)
    {
        var first = await InputsOfAProcess(stack);

        Assert.Contains(
            first, line => line.Contains(""".assumeRolePolicy = "{\"Statement""", StringComparison.Ordinal));
        for (var i = 1; i < Processes; i++)
        {
            var differences = Differences(first, await InputsOfAProcess(stack)).ToList();
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
    }

    // A preview's role may make no call that reads (docs/deploy.md, Deploy from GitHub), and these three need nothing.
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_program_asks_AWS_only_for_the_identity_of_its_credentials(string stack)
    {
        var lines = await InputsOfAProcess(stack);

        Assert.Equal(
            [
                "aws:index/getCallerIdentity:getCallerIdentity is called",
                "aws:index/getPartition:getPartition is called",
                "aws:index/getRegion:getRegion is called",
            ],
            lines.Where(line => line.EndsWith(" is called", StringComparison.Ordinal))
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_order_in_a_text_and_a_value_of_only_one_process_are_differences() => Assert.Equal(
        ["""role.policy = "{a,b}" """, """role.policy = "{b,a}" """, "role.tags.x = 1"],
        Differences(
            ["""role.name = "r" """, """role.policy = "{a,b}" """],
            ["""role.name = "r" """, """role.policy = "{b,a}" """, "role.tags.x = 1"]));

    private static IEnumerable<string> Differences(string[] one, string[] other) =>
        one.Except(other).Concat(other.Except(one));

    private static async Task<string[]> InputsOfAProcess(string stack)
    {
        var configuration = StackConfiguration.Read(PulumiProject.Folder, stack)
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .WithOwnKey();
        using var process = LocalProgram.Start(
            [configuration.Project, stack],
            new() { ["PULUMI_CONFIG"] = JsonSerializer.Serialize(configuration.Values) },
            "RegisteredInputs.dll");
        var end = await LocalProgram.EndOfAsync(process);

        Assert.True(end.ExitCode == 0, end.Errors);
        return end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
