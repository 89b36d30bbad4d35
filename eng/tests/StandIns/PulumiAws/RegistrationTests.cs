using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.S3;
using Athena = Pulumi.Aws.Athena;
using AwsLambda = Pulumi.Aws.Lambda;
using AwsSsm = Pulumi.Aws.Ssm;
using Bucket = Pulumi.Aws.S3.Bucket;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Glue = Pulumi.Aws.Glue;
using S3Inputs = Pulumi.Aws.S3.Inputs;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace Eng.Tests.StandIns.PulumiAws;

/// <summary>The properties of a declared resource that reach the engine, and those that come back.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class RegistrationTests
{
    [Fact]
    public async Task A_resource_registers_under_the_provider_s_type()
    {
        var mocks = await Deployments.RunAsync(() =>
        {
            _ = new Bucket("raw");
            _ = new CloudWatch.EventRule("daily");
            _ = new CloudWatch.LogGroup("log");
            _ = new Glue.CatalogDatabase("lake");
            _ = new Athena.Workgroup("queries");
            _ = new Sqs.Queue("failures");
            _ = new Sns.Topic("alarms");
            _ = new Pulumi.Aws.Kms.Key("key");
        });

        Assert.Equal(
            [
                "aws:athena/workgroup:Workgroup",
                "aws:cloudwatch/eventRule:EventRule",
                "aws:cloudwatch/logGroup:LogGroup",
                "aws:glue/catalogDatabase:CatalogDatabase",
                "aws:kms/key:Key",
                "aws:s3/bucket:Bucket",
                "aws:sns/topic:Topic",
                "aws:sqs/queue:Queue",
            ],
            mocks.Resources.Select(r => r.Type!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_policy_may_also_be_given_as_JSON_text_or_as_an_output_of_it()
    {
        var mocks = await Deployments.RunAsync(() =>
        {
            _ = new RolePolicy("text", new RolePolicyArgs { Role = "extract", Policy = "{}" });
            _ = new BucketPolicy("output", new BucketPolicyArgs { Bucket = "raw", Policy = Output.Create("[]") });
        });

        Assert.Equal("{}", mocks.InputsOf("aws:iam/rolePolicy:RolePolicy")["policy"]);
        Assert.Equal("[]", mocks.InputsOf("aws:s3/bucketPolicy:BucketPolicy")["policy"]);
    }

    [Fact]
    public async Task An_enumeration_reaches_the_engine_as_its_text()
    {
        var mocks = await Deployments.RunAsync(() => _ = new Function("extract", new FunctionArgs
        {
            Role = "arn:aws:iam::123456789012:role/extract",
            Runtime = AwsLambda.Runtime.Dotnet10,
            MemorySize = 512,
            Architectures = { "arm64" },
        }));

        var inputs = mocks.InputsOf("aws:lambda/function:Function");
        Assert.Equal("dotnet10", inputs["runtime"]);
        Assert.Equal(512.0, inputs["memorySize"]);
        Assert.Equal(["arm64"], Assert.IsType<ImmutableArray<object>>(inputs["architectures"]));
        Assert.Equal("dotnet10", AwsLambda.Runtime.Dotnet10.ToString());
        Assert.Equal("SecureString", (string)AwsSsm.ParameterType.SecureString);
    }

    [Fact]
    public async Task Nested_arguments_have_the_provider_s_keys()
    {
        var mocks = await Deployments.RunAsync(() => _ = new BucketNotification("manifests", new BucketNotificationArgs
        {
            Bucket = "raw",
            LambdaFunctions =
            {
                new S3Inputs.BucketNotificationLambdaFunctionArgs
                {
                    LambdaFunctionArn = "arn:aws:lambda:eu-central-1:123456789012:function:transform",
                    Events = { "s3:ObjectCreated:*" },
                    FilterSuffix = "manifest.json",
                },
            },
        }));

        var functions = mocks.InputsOf("aws:s3/bucketNotification:BucketNotification")["lambdaFunctions"];
        var function = Map(Assert.Single(Assert.IsType<ImmutableArray<object>>(functions)));
        Assert.Equal(["events", "filterSuffix", "lambdaFunctionArn"], function.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_fraction_of_an_alarm_threshold_is_kept()
    {
        var mocks = await Deployments.RunAsync(() => _ = new CloudWatch.MetricAlarm("errors", new()
        {
            ComparisonOperator = "GreaterThanThreshold",
            Threshold = 0.5,
        }));

        Assert.Equal(0.5, mocks.InputsOf("aws:cloudwatch/metricAlarm:MetricAlarm")["threshold"]);
    }

    [Fact]
    public async Task The_engine_s_answer_is_read_into_typed_outputs()
    {
        const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:extract";
        var loggingConfig = ImmutableDictionary<string, object>.Empty
            .Add("logFormat", "JSON")
            .Add("logGroup", "/aws/lambda/extract");
        Function? function = null;
        await Deployments.RunAsync(
            () => function = new Function("extract", new FunctionArgs { Role = "extract", Name = "extract" }),
            new RecordingMocks
            {
                State = new Dictionary<string, object> { ["arn"] = Arn, ["loggingConfig"] = loggingConfig },
            });

        Assert.Equal(Arn, await OutputUtilities.GetValueAsync(function!.Arn));
        Assert.Equal("extract", await OutputUtilities.GetValueAsync(function.Name));
        Assert.Equal("/aws/lambda/extract", (await OutputUtilities.GetValueAsync(function.LoggingConfig)).LogGroup);
    }

    [Fact]
    public async Task A_parameter_s_value_is_secret_before_it_reaches_the_engine()
    {
        var args = new AwsSsm.ParameterArgs
        {
            Type = AwsSsm.ParameterType.SecureString,
            Value = "hush",
        };
        var mocks = await Deployments.RunAsync(() => _ = new AwsSsm.Parameter("refresh-token", args));

        Assert.Equal("hush", mocks.InputsOf("aws:ssm/parameter:Parameter")["value"]);
        Assert.True(await Output.IsSecretAsync(args.Value.ToOutput()));
    }

    [Fact]
    public async Task A_missing_required_argument_is_named()
    {
        var args = new PermissionArgs { Action = "lambda:InvokeFunction", Function = "transform" };
        var exception = await Assert.ThrowsAsync<RunException>(
            () => Deployments.RunAsync(() => _ = new Permission("s3", args)));

        Assert.Contains("PermissionArgs.Principal is required", exception.Message, StringComparison.Ordinal);
    }

    private static ImmutableDictionary<string, object> Map(object value) =>
        Assert.IsType<ImmutableDictionary<string, object>>(value, exactMatch: false);
}
