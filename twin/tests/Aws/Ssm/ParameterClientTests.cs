using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Twin.Aws.Ssm;
using Twin.Tests.Aws.Iam;

using Parameter = Twin.Aws.Ssm.Parameter;

namespace Twin.Tests.Aws.Ssm;

public sealed class ParameterClientTests
{
    [Fact]
    public async Task AWSs_client_reads_a_secret_and_understands_refusals()
    {
        var cancelled = Cancel;
        var (server, client) = await StartAsync(
            """
            {"Effect": "Allow", "Action": "ssm:GetParameter",
             "Resource": "arn:aws:ssm:eu-central-1:123456789012:parameter/spotify/*"}
            """);
        await using var _ = server;
        server.Store.Put("/spotify/secret", Parameter.SecureString, "very-secret");

        var secret = await client.GetParameterAsync(
            new GetParameterRequest { Name = "/spotify/secret", WithDecryption = true }, cancelled);
        await Assert.ThrowsAsync<ParameterNotFoundException>(() => client.GetParameterAsync(
            new GetParameterRequest { Name = "/spotify/nothing" }, cancelled));
        var denied = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => client.GetParameterAsync(
            new GetParameterRequest { Name = "/other" }, cancelled));

        Assert.Equal("very-secret", secret.Parameter.Value);
        Assert.Equal("AccessDeniedException", denied.ErrorCode);
    }

    [Theory]
    [InlineData("StringNotEquals", "true")]
    [InlineData("StringEquals", "false")]
    public async Task A_role_that_may_not_overwrite_makes_a_parameter_once(string comparison, string overwrite)
    {
        var (server, client) = await StartAsync(
            $$$"""
            {"Effect": "Allow", "Action": "ssm:PutParameter",
             "Resource": "arn:aws:ssm:eu-central-1:123456789012:parameter/spotify/key",
             "Condition": {"{{{comparison}}}": {"ssm:Overwrite": "{{{overwrite}}}"} } }
            """);
        await using var _ = server;

        await PutAsync("made", false);
        await Assert.ThrowsAsync<ParameterAlreadyExistsException>(() => PutAsync("again", false));
        var denied = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => PutAsync("over", true));

        Assert.Equal("AccessDeniedException", denied.ErrorCode);
        Assert.Equal("made", server.Store.Find("/spotify/key")!.Value);

        Task PutAsync(string value, bool overwrites) => client.PutParameterAsync(
            new PutParameterRequest
            {
                Name = "/spotify/key",
                Value = value,
                Type = ParameterType.SecureString,
                Overwrite = overwrites,
            },
            Cancel);
    }

    private static async Task<(ParameterServer Server, AmazonSimpleSystemsManagementClient Client)> StartAsync(
        string statement)
    {
        var (access, _) = Policies.Worker(statement);
        var credentials = access.CredentialsFor(Policies.RoleArn("worker"), "session");
        var server = await ParameterServer.StartAsync(
            new ParameterServerOptions(new ParameterStore(TimeProvider.System), access, "eu-central-1"), Cancel);
        return (server, new AmazonSimpleSystemsManagementClient(
            new SessionAWSCredentials(
                credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonSimpleSystemsManagementConfig
            {
                ServiceURL = server.Endpoint.AbsoluteUri,
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = 0,
            }));
    }
}
