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
        var (access, _) = Policies.Worker(
            """
            {"Effect": "Allow", "Action": "ssm:GetParameter",
             "Resource": "arn:aws:ssm:eu-central-1:123456789012:parameter/spotify/*"}
            """);
        var credentials = access.CredentialsFor(Policies.RoleArn("worker"), "session");
        var store = new ParameterStore(TimeProvider.System);
        store.Put("/spotify/secret", Parameter.SecureString, "very-secret");
        await using var server = await ParameterServer.StartAsync(
            new ParameterServerOptions(store, access, "eu-central-1"), cancelled);
        using var client = new AmazonSimpleSystemsManagementClient(
            new SessionAWSCredentials(
                credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonSimpleSystemsManagementConfig
            {
                ServiceURL = server.Endpoint.AbsoluteUri,
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = 0,
            });

        var secret = await client.GetParameterAsync(
            new GetParameterRequest { Name = "/spotify/secret", WithDecryption = true }, cancelled);
        await Assert.ThrowsAsync<ParameterNotFoundException>(() => client.GetParameterAsync(
            new GetParameterRequest { Name = "/spotify/nothing" }, cancelled));
        var denied = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => client.GetParameterAsync(
            new GetParameterRequest { Name = "/other" }, cancelled));

        Assert.Equal("very-secret", secret.Parameter.Value);
        Assert.Equal("AccessDeniedException", denied.ErrorCode);
    }
}
