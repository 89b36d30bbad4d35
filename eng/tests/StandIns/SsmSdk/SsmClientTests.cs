using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Eng.Tests.StandIns.SsmSdk;

public sealed class SsmClientTests : IAsyncLifetime
{
    private const string ParameterAnswer = """
        {"Parameter":{"ARN":"arn:aws:ssm:eu-central-1:123456789012:parameter/spotify/secret","DataType":"text",
        "LastModifiedDate":1760000000.5,"Name":"/spotify/secret","Type":"SecureString","Value":"hünter2","Version":3}}
        """;

    private SsmEndpoint _endpoint = null!;
    private AmazonSimpleSystemsManagementClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await SsmEndpoint.StartAsync(Token);
        _client = new AmazonSimpleSystemsManagementClient(
            new SessionAWSCredentials("AKIDEXAMPLE", "secret", "token"),
            new AmazonSimpleSystemsManagementConfig
            {
                ServiceURL = _endpoint.Url,
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = 1,
            });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task A_request_names_its_operation_in_a_header_and_its_members_in_JSON()
    {
        _endpoint.Answer(200, ParameterAnswer);

        await _client.GetParameterAsync(
            new GetParameterRequest { Name = "/spotify/secret", WithDecryption = true }, Token);

        var request = Assert.Single(_endpoint.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/", request.Path);
        Assert.Equal("AmazonSSM.GetParameter", request.Headers["X-Amz-Target"]);
        Assert.StartsWith("application/x-amz-json-1.1", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("""{"Name":"/spotify/secret","WithDecryption":true}""", request.Body.GetRawText());
    }

    [Fact]
    public async Task A_member_that_is_not_set_is_not_sent()
    {
        _endpoint.Answer(200, ParameterAnswer);

        await _client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token);

        Assert.Equal("""{"Name":"/spotify/secret"}""", Assert.Single(_endpoint.Requests).Body.GetRawText());
    }

    [Fact]
    public async Task A_request_is_signed_for_the_service_in_its_region_with_the_sessions_token()
    {
        _endpoint.Answer(200, ParameterAnswer);

        await _client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token);

        var headers = Assert.Single(_endpoint.Requests).Headers;
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/ssm/aws4_request, SignedHeaders=.*",
            headers["Authorization"]);
        Assert.Equal("token", headers["X-Amz-Security-Token"]);
    }

    [Fact]
    public async Task A_SecureString_comes_back_with_its_value()
    {
        _endpoint.Answer(200, ParameterAnswer);

        var response = await _client.GetParameterAsync(
            new GetParameterRequest { Name = "/spotify/secret", WithDecryption = true }, Token);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal("hünter2", response.Parameter.Value);
        Assert.Equal("/spotify/secret", response.Parameter.Name);
        Assert.Equal(
            new DateTime(2025, 10, 9, 8, 53, 20, 500, DateTimeKind.Utc),
            response.Parameter.LastModifiedDate?.ToUniversalTime());
    }

    [Fact]
    public async Task An_unknown_name_is_a_ParameterNotFoundException()
    {
        _endpoint.Answer(400, """{"__type":"ParameterNotFound","message":"no /spotify/secret"}""");

        var thrown = await Assert.ThrowsAsync<ParameterNotFoundException>(
            () => _client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token));

        Assert.Equal("ParameterNotFound", thrown.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, thrown.StatusCode);
        Assert.Equal("no /spotify/secret", thrown.Message);
        Assert.IsAssignableFrom<AmazonSimpleSystemsManagementException>(thrown);
    }

    [Fact]
    public async Task A_denied_call_keeps_the_services_code_and_message()
    {
        _endpoint.Answer(
            400, """{"__type":"AccessDeniedException","Message":"not authorized to perform: ssm:GetParameter"}""");

        var thrown = await Assert.ThrowsAsync<AmazonSimpleSystemsManagementException>(
            () => _client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token));

        Assert.Equal("AccessDeniedException", thrown.ErrorCode);
        Assert.Equal("not authorized to perform: ssm:GetParameter", thrown.Message);
        Assert.Single(_endpoint.Requests);
    }

    [Fact]
    public async Task A_server_error_is_retried()
    {
        _endpoint.Answer(500, """{"__type":"InternalServerError","message":"once"}""");
        _endpoint.Answer(200, ParameterAnswer);

        var response = await _client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token);

        Assert.Equal("hünter2", response.Parameter.Value);
        Assert.Equal(2, _endpoint.Requests.Count);
    }

    [Fact]
    public async Task A_lasting_error_is_thrown()
    {
        _endpoint.Answer(500, """{"__type":"InternalServerError","message":"once"}""");
        _endpoint.Answer(500, """{"__type":"InternalServerError","message":"twice"}""");

        var thrown = await Assert.ThrowsAsync<InternalServerErrorException>(
            () => _client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token));

        Assert.Equal("twice", thrown.Message);
    }

    [Fact]
    public async Task A_parameter_is_put_with_its_type()
    {
        _endpoint.Answer(200, """{"Tier":"Standard","Version":4}""");

        var response = await _client.PutParameterAsync(
            new PutParameterRequest
            {
                Name = "/spotify/refresh",
                Value = "new",
                Type = ParameterType.SecureString,
                Overwrite = true,
            },
            Token);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        var request = Assert.Single(_endpoint.Requests);
        Assert.Equal("AmazonSSM.PutParameter", request.Headers["X-Amz-Target"]);
        Assert.Equal(
            """{"Name":"/spotify/refresh","Overwrite":true,"Type":"SecureString","Value":"new"}""",
            request.Body.GetRawText());
    }

    [Fact]
    public async Task An_existing_parameter_is_overwritten_only_on_request()
    {
        _endpoint.Answer(400, """{"__type":"ParameterAlreadyExists","message":"it exists"}""");

        await Assert.ThrowsAsync<ParameterAlreadyExistsException>(
            () => _client.PutParameterAsync(
                new PutParameterRequest { Name = "/a", Value = "1", Type = ParameterType.SecureString }, Token));
    }

    [Theory]
    [InlineData("eu-central-1", false, false, "https://ssm.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", false, false, "https://ssm.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-east-1", true, false, "https://ssm-fips.us-east-1.amazonaws.com")]
    [InlineData("us-gov-west-1", true, false, "https://ssm.us-gov-west-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, "https://ssm.us-east-1.api.aws")]
    public void The_regions_endpoint_is_used_unless_another_is_configured(
        string region, bool fips, bool dualStack, string expected)
    {
        var config = new AmazonSimpleSystemsManagementConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
            IgnoreConfiguredEndpointUrls = true,
        };

        var endpoint = config.DetermineServiceOperationEndpoint(
            new ServiceOperationEndpointParameters(new GetParameterRequest { Name = "/a" }));

        Assert.Equal(expected, endpoint.URL.TrimEnd('/'));
    }

    [Fact]
    public async Task The_endpoint_can_come_from_the_environment()
    {
        const string variable = "AWS_ENDPOINT_URL_SSM";
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, _endpoint.Url);
        try
        {
            _endpoint.Answer(200, ParameterAnswer);
            using var client = new AmazonSimpleSystemsManagementClient(
                new BasicAWSCredentials("AKIDEXAMPLE", "secret"), RegionEndpoint.EUCentral1);

            await client.GetParameterAsync(new GetParameterRequest { Name = "/spotify/secret" }, Token);

            Assert.Contains("/ssm/aws4_request", Assert.Single(_endpoint.Requests).Headers["Authorization"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
