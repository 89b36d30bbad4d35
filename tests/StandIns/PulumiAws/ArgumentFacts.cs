using System.Reflection;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Athena = Pulumi.Aws.Athena;
using AwsSsm = Pulumi.Aws.Ssm;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Glue = Pulumi.Aws.Glue;
using Kms = Pulumi.Aws.Kms;
using S3 = Pulumi.Aws.S3;
using Scheduler = Pulumi.Aws.Scheduler;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace Tests.StandIns.PulumiAws;

/// <summary>Which arguments AWS's resources take: source, the provider's schema 7.48.0.</summary>
public sealed class ArgumentFacts
{
    [Theory]
    [InlineData(typeof(RoleArgs), "assumeRolePolicy")]
    [InlineData(typeof(RolePolicyArgs), "policy role")]
    [InlineData(typeof(PolicyArgs), "policy")]
    [InlineData(typeof(RolePolicyAttachmentArgs), "policyArn role")]
    [InlineData(typeof(FunctionArgs), "role")]
    [InlineData(typeof(PermissionArgs), "action function principal")]
    [InlineData(typeof(FunctionEventInvokeConfigArgs), "functionName")]
    [InlineData(typeof(CloudWatch.EventRuleArgs), "")]
    [InlineData(typeof(CloudWatch.EventTargetArgs), "arn rule")]
    [InlineData(typeof(CloudWatch.LogGroupArgs), "")]
    [InlineData(typeof(CloudWatch.LogMetricFilterArgs), "logGroupName metricTransformation pattern")]
    [InlineData(typeof(CloudWatch.DashboardArgs), "dashboardBody dashboardName")]
    [InlineData(typeof(Scheduler.ScheduleArgs), "flexibleTimeWindow scheduleExpression target")]
    [InlineData(typeof(Glue.CatalogDatabaseArgs), "")]
    [InlineData(typeof(Glue.CrawlerArgs), "databaseName role")]
    [InlineData(typeof(Glue.TriggerArgs), "actions type")]
    [InlineData(typeof(Glue.WorkflowArgs), "")]
    [InlineData(typeof(Athena.NamedQueryArgs), "database query")]
    [InlineData(typeof(Athena.WorkgroupArgs), "")]
    [InlineData(typeof(S3.BucketArgs), "")]
    [InlineData(typeof(S3.BucketVersioningArgs), "bucket versioningConfiguration")]
    [InlineData(typeof(S3.BucketServerSideEncryptionConfigurationArgs), "bucket rules")]
    [InlineData(typeof(S3.BucketLifecycleConfigurationArgs), "bucket")]
    [InlineData(typeof(S3.BucketNotificationArgs), "bucket")]
    [InlineData(typeof(S3.BucketOwnershipControlsArgs), "bucket rule")]
    [InlineData(typeof(S3.BucketPublicAccessBlockArgs), "bucket")]
    [InlineData(typeof(S3.BucketPolicyArgs), "bucket policy")]
    [InlineData(typeof(Sqs.QueueArgs), "")]
    [InlineData(typeof(Sqs.QueuePolicyArgs), "policy queueUrl")]
    [InlineData(typeof(Sqs.RedrivePolicyArgs), "queueUrl redrivePolicy")]
    [InlineData(typeof(Sqs.RedriveAllowPolicyArgs), "queueUrl redriveAllowPolicy")]
    [InlineData(typeof(Sns.TopicSubscriptionArgs), "endpoint protocol topic")]
    [InlineData(typeof(AwsSsm.ParameterArgs), "type")]
    [InlineData(typeof(Kms.KeyArgs), "")]
    public void A_resource_requires_exactly_the_arguments_that_the_provider_requires(Type arguments, string required)
    {
        Assert.Equal(required, string.Join(' ', WireNames(arguments, required: true).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(typeof(S3.BucketArgs), nameof(S3.BucketArgs.BucketName), "bucket")]
    [InlineData(typeof(PolicyArgs), nameof(PolicyArgs.PolicyDocument), "policy")]
    [InlineData(typeof(Sqs.RedrivePolicyArgs), nameof(Sqs.RedrivePolicyArgs.RedrivePolicyName), "redrivePolicy")]
    [InlineData(typeof(Sqs.RedriveAllowPolicyArgs), nameof(Sqs.RedriveAllowPolicyArgs.RedriveAllowPolicyName),
        "redriveAllowPolicy")]
    public void A_property_that_has_its_class_s_name_in_the_provider_has_another_one_here(
        Type arguments, string property, string wireName)
    {
        var attribute = arguments.GetProperty(property)!.CustomAttributes
            .Single(a => a.AttributeType == typeof(InputAttribute));

        Assert.Equal(wireName, attribute.ConstructorArguments[0].Value);
    }

    [Theory]
    [InlineData(typeof(S3.BucketArgs), "lifecycleRules")]
    [InlineData(typeof(S3.BucketArgs), "corsRules")]
    [InlineData(typeof(S3.BucketArgs), "grants")]
    public void What_the_provider_deprecates_is_obsolete(Type arguments, string wireName)
    {
        var property = char.ToUpperInvariant(wireName[0]) + wireName[1..];

        Assert.Contains(wireName, WireNames(arguments, required: false));
        Assert.NotNull(arguments.GetProperty(property)!.GetCustomAttribute<ObsoleteAttribute>());
    }

    // Lists and maps carry the attribute on a private field.
    private static IEnumerable<string> WireNames(Type arguments, bool required) =>
        arguments.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(member => member.CustomAttributes)
            .Where(a => a.AttributeType == typeof(InputAttribute) && (bool)a.ConstructorArguments[1].Value! == required)
            .Select(a => (string)a.ConstructorArguments[0].Value!);
}
