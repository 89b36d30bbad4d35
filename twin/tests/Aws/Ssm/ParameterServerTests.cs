using Twin.Aws.Ssm;
using Twin.Tests.Aws.Iam;
using Twin.Tests.Aws.Kms;
using Twin.Tests.Aws.Signing;

namespace Twin.Tests.Aws.Ssm;

public sealed class ParameterServerTests
{
    private const string Secret = "very-secret";
    private const string Region = "eu-central-1";

    private const string ReadSpotify =
        """
        {"Effect": "Allow", "Action": ["ssm:GetParameter", "ssm:GetParameters", "ssm:PutParameter"],
         "Resource": "arn:aws:ssm:eu-central-1:123456789012:parameter/spotify/*"}
        """;

    [Fact]
    public async Task A_SecureString_is_returned_in_plain_text_only_with_decryption()
    {
        var clear = await AskAsync("GetParameter", """{"Name": "/spotify/secret", "WithDecryption": true}""");
        var sealedOne = await AskAsync("GetParameter", """{"Name": "/spotify/secret"}""");

        Assert.Equal(Secret, (string?)clear.Body["Parameter"]!["Value"]);
        Assert.Equal("SecureString", (string?)clear.Body["Parameter"]!["Type"]);
        Assert.Equal(
            "arn:aws:ssm:eu-central-1:123456789012:parameter/spotify/secret", (string?)clear.Body["Parameter"]!["ARN"]);
        Assert.Equal(1, (int?)clear.Body["Parameter"]!["Version"]);
        var ciphertext = (string?)sealedOne.Body["Parameter"]!["Value"];
        Assert.StartsWith("AQICAHh", ciphertext, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, sealedOne.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/spotify/nothing", HttpStatusCode.BadRequest, "ParameterNotFound")]
    [InlineData("/other/secret", HttpStatusCode.BadRequest, "AccessDeniedException")]
    public async Task Missing_and_forbidden_parameters_have_AWSs_error_messages(
        string name, HttpStatusCode status, string type)
    {
        var answer = await AskAsync("GetParameter", $$"""{"Name": "{{name}}"}""");

        Assert.Equal((status, type), (answer.Status, (string?)answer.Body["__type"]));
        if (type == "AccessDeniedException")
        {
            Assert.Equal(
                "User: arn:aws:sts::123456789012:assumed-role/worker/session is not authorized to perform: "
                + "ssm:GetParameter on resource: arn:aws:ssm:eu-central-1:123456789012:parameter/other/secret because "
                + "no identity-based policy allows the ssm:GetParameter action",
                (string?)answer.Body["message"]);
        }
    }

    [Fact]
    public async Task Several_parameters_come_with_the_names_of_those_that_are_missing()
    {
        var answer = await AskAsync(
            "GetParameters", """{"Names": ["/spotify/secret", "/spotify/nothing"], "WithDecryption": true}""");

        Assert.Equal(Secret, (string?)Assert.Single(answer.Body["Parameters"]!.AsArray())!["Value"]);
        Assert.Equal("/spotify/nothing", (string?)Assert.Single(answer.Body["InvalidParameters"]!.AsArray()));
    }

    [Fact]
    public async Task A_parameter_is_overwritten_only_when_asked_to()
    {
        var refused = await AskAsync(
            "PutParameter", """{"Name": "/spotify/secret", "Value": "x", "Type": "SecureString"}""");
        var written = await AskAsync(
            "PutParameter", """{"Name": "/spotify/secret", "Value": "x", "Overwrite": true}""");
        var created = await AskAsync("PutParameter", """{"Name": "/spotify/new", "Value": "x", "Type": "String"}""");
        var typeless = await AskAsync("PutParameter", """{"Name": "/spotify/new", "Value": "x"}""");

        Assert.Equal("ParameterAlreadyExists", (string?)refused.Body["__type"]);
        Assert.Equal(2, (int?)written.Body["Version"]);
        Assert.Equal(1, (int?)created.Body["Version"]);
        Assert.Equal("ValidationException", (string?)typeless.Body["__type"]);
    }

    [Theory]
    [InlineData("GetParameter", """{"Name": "/spotify/own", "WithDecryption": true}""", "kms:Decrypt")]
    [InlineData("GetParameters", """{"Names": ["/spotify/own"], "WithDecryption": true}""", "kms:Decrypt")]
    [InlineData("PutParameter",
        """{"Name": "/spotify/own", "Value": "x", "Overwrite": true, "KeyId": "alias/own"}""", "kms:Encrypt")]
    public async Task A_customer_managed_key_needs_its_own_permission(
        string operation, string body, string needed)
    {
        var right = $$"""
            {"Effect": "Allow", "Action": "{{needed}}", "Resource": "{{Keys.Arn}}", "Condition": {"StringEquals":
              {"kms:ViaService": "ssm.eu-central-1.amazonaws.com"} } }
            """;

        var denied = await AskAsync(operation, body);
        var allowed = await AskAsync(operation, body, null, null, ReadSpotify, right);

        Assert.Equal("AccessDeniedException", (string?)denied.Body["__type"]);
        Assert.Equal(
            "User: arn:aws:sts::123456789012:assumed-role/worker/session is not authorized to perform: "
            + $"{needed} on resource: {Keys.Arn} because no identity-based policy allows the {needed} action",
            (string?)denied.Body["message"]);
        Assert.Equal(HttpStatusCode.OK, allowed.Status);
    }

    [Theory]
    [InlineData("String", "ValidationException")]
    [InlineData("SecureString", "InvalidKeyId")]
    public async Task An_unusable_key_id_is_refused(string type, string expected)
    {
        var answer = await AskAsync(
            "PutParameter",
            $$"""{"Name": "/spotify/new", "Value": "x", "Type": "{{type}}", "KeyId": "alias/unknown"}""");

        Assert.Equal(expected, (string?)answer.Body["__type"]);
    }

    [Theory]
    [InlineData("DescribeParameters", "{}", "SSM: The local twin does not know the operation DescribeParameters.")]
    [InlineData("GetParameter", """{"Name": "/spotify/secret", "Label": 1}""",
        "SSM: The local twin does not know GetParameter with Label.")]
    public async Task A_request_that_the_twin_does_not_know_is_named(string operation, string body, string expected)
    {
        var answer = await AskAsync(operation, body);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
        Assert.Equal([expected], answer.NotImplemented);
    }

    [Theory]
    [InlineData("unsigned", "MissingAuthenticationTokenException")]
    [InlineData("bearer", "MissingAuthenticationTokenException")]
    [InlineData("incomplete", "IncompleteSignatureException")]
    [InlineData("no time", "IncompleteSignatureException")]
    [InlineData("another run", "UnrecognizedClientException")]
    [InlineData("no token", "UnrecognizedClientException")]
    [InlineData("another token", "UnrecognizedClientException")]
    [InlineData("another secret", "InvalidSignatureException")]
    [InlineData("another signature", "InvalidSignatureException")]
    [InlineData("another body", "InvalidSignatureException")]
    [InlineData("another operation", "InvalidSignatureException")]
    [InlineData("unsigned operation", "InvalidSignatureException")]
    [InlineData("another path", "InvalidSignatureException")]
    [InlineData("another region", "InvalidSignatureException")]
    [InlineData("another service", "InvalidSignatureException")]
    [InlineData("16 minutes ago", "InvalidSignatureException")]
    [InlineData("in 16 minutes", "InvalidSignatureException")]
    [InlineData("presigned by a stranger", "UnrecognizedClientException")]
    public async Task Nobody_gets_a_secret_without_the_signature_of_this_run(string wrong, string expected)
    {
        var now = TimeProvider.System.GetUtcNow();
        var answer = await AskAsync(
            "GetParameter",
            """{"Name": "/spotify/secret", "WithDecryption": true}""",
            Signer,
            request => Spoil(request, wrong));

        Assert.Equal((HttpStatusCode.BadRequest, expected), (answer.Status, (string?)answer.Body["__type"]));
        Assert.DoesNotContain(Secret, answer.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(answer.NotImplemented);

        RequestSigner Signer(RequestSigner signer) => wrong switch
        {
            "another run" => signer with { Credentials = CredentialFactory.Create() },
            "another token" => signer with { Credentials = signer.Credentials with { SessionToken = "other" } },
            "another secret" => signer with { Credentials = signer.Credentials with { SecretAccessKey = "other" } },
            "another region" => signer with { Region = "us-east-1" },
            "another service" => signer with { Service = "s3" },
            "16 minutes ago" => signer with { Time = now.AddMinutes(-16) },
            "in 16 minutes" => signer with { Time = now.AddMinutes(16) },
            _ => signer,
        };
    }

    [Theory]
    [InlineData(-14)]
    [InlineData(14)]
    public async Task A_clock_that_is_a_little_wrong_does_no_harm(int minutes)
    {
        var answer = await AskAsync(
            "GetParameter",
            """{"Name": "/spotify/secret", "WithDecryption": true}""",
            signer => signer with { Time = signer.Time.AddMinutes(minutes) });

        Assert.Equal(Secret, (string?)answer.Body["Parameter"]!["Value"]);
    }

    private static void Spoil(HttpRequestMessage request, string wrong)
    {
        if (request.TrySpoil(wrong))
        {
            return;
        }

        var authorization = request.Headers.GetValues("Authorization").Single();
        switch (wrong)
        {
            case "another body":
                request.Content = new StringContent(
                    """{"Name": "/spotify/own", "WithDecryption": true}""",
                    Encoding.UTF8, "application/x-amz-json-1.1");
                break;
            case "another operation":
                request.Replace("X-Amz-Target", "AmazonSSM.GetParameters");
                break;
            case "unsigned operation":
                request.Replace("Authorization", authorization.Replace(";x-amz-target", "", StringComparison.Ordinal));
                break;
            case "another path":
                request.RequestUri = new Uri(request.RequestUri!, "other");
                break;
            case "presigned by a stranger":
                request.Headers.Remove("Authorization");
                request.RequestUri = new Uri(
                    request.RequestUri!,
                    "?X-Amz-Credential=ASIASTRANGER%2F20261121%2Fr%2Fssm%2Faws4_request&X-Amz-Signature=0");
                break;
        }
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body, List<string> NotImplemented)> AskAsync(
        string operation,
        string body,
        Func<RequestSigner, RequestSigner>? sign = null,
        Action<HttpRequestMessage>? spoil = null,
        params string[] rights)
    {
        var cancelled = Cancel;
        var (access, keyId) = Policies.Worker(rights is [] ? [ReadSpotify] : rights);
        var keys = new KmsService(access, Region, TimeProvider.System);
        keys.Add(Keys.Data, Keys.LeftToIam);
        keys.AddAlias("alias/own", Keys.Arn);
        var store = new ParameterStore(TimeProvider.System);
        store.Put("/spotify/secret", Parameter.SecureString, Secret);
        store.Put("/other/secret", Parameter.SecureString, Secret);
        store.Put("/spotify/own", Parameter.SecureString, Secret, "alias/own");
        var notImplemented = new List<string>();
        await using var server = await ParameterServer.StartAsync(
            new ParameterServerOptions(store, access, Region)
            {
                Keys = keys,
                OnNotImplemented = notImplemented.Add,
            },
            cancelled);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1"),
        };
        request.Headers.Add("X-Amz-Target", "AmazonSSM." + operation);
        var signer = new RequestSigner(access.FindSession(keyId)!.Credentials, Region, "ssm");
        (sign ?? (own => own))(signer)
            .Sign(request, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
        spoil?.Invoke(request);

        using var response = await http.SendAsync(request, cancelled);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancelled))!.AsObject();
        return (response.StatusCode, answer, notImplemented);
    }
}
