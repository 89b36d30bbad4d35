using Amazon.SimpleSystemsManagement;
using Functions.Hosting;
using Tests.Functions.Extract;

namespace Tests.Functions.Hosting;

public sealed class UsersKeyTests
{
    private const string Parameter = "/spotify/test/users-key";

    private static readonly string Playlist = new('a', 22);

    [Fact]
    public async Task The_extraction_makes_the_key_once_and_does_not_replace_it()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('a', 1)]);
        (run.UsersKey, run.SecretsKey) = (Parameter, "arn:aws:kms:eu-central-1:000000000000:key/k");
        await run.RunAsync(Playlist);
        var made = run.Parameters.Values[Parameter];

        await run.RunAsync(Playlist);

        var written = Assert.Single(run.Parameters.Written);
        Assert.Equal((ParameterType.SecureString, run.SecretsKey), (written.Type, written.KeyId));
        Assert.Matches("^[0-9a-f]{64}$", made);
        Assert.Equal(made, run.Parameters.Values[Parameter]);
    }

    [Fact]
    public async Task Without_hashes_no_key_is_made()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('a', 1)]);

        await run.RunAsync(Playlist);

        Assert.Empty(run.Parameters.Written);
    }

    [Fact]
    public async Task A_key_that_cannot_be_made_ends_the_extraction_and_the_next_one_makes_it()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('a', 1)]);
        run.UsersKey = Parameter;
        run.Parameters.OnWrite = () =>
            new AmazonSimpleSystemsManagementException("with a value") { ErrorCode = "AccessDeniedException" };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(Playlist));

        Assert.Contains($"{Parameter}, the key for the ids of users, cannot be made: AccessDeniedException.",
            failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("with a value", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(run.Stored);

        run.Parameters.OnWrite = () => null;
        await run.RunAsync(Playlist);
        Assert.Single(run.Parameters.Written);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("0123456789abcdef")]
    [InlineData("z123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task A_value_that_is_no_key_is_refused_and_not_told(string value)
    {
        using var parameters = new MemoryParameters { Values = { [Parameter] = value } };
        var key = new UsersKey(StoredUsers.Hashed, Parameter, () => parameters);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await key.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Contains("is not 64 hexadecimal digits", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, failure.ToString(), StringComparison.Ordinal);
    }
}
