namespace Generator;

/// <summary>The C# names. Nearly all follow from the provider's by one rule, an upper-case first letter; the others
/// are in tables, since the npm package lacks them.</summary>
internal static class Names
{
    // The folders of sdk/dotnet in github.com/pulumi/pulumi-aws; the provider's module is the same in lower case.
    private static Dictionary<string, string> Namespaces { get; } =
        """
        AccessAnalyzer Account Acm Acmpca Alb Amp Amplify ApiGateway ApiGatewayV2 AppAutoScaling AppConfig
        AppFabric AppFlow AppIntegrations AppMesh AppRunner AppStream AppSync ApplicationInsights Athena
        Auditmanager AutoScaling AutoScalingPlans Backup Batch BcmData Bedrock BedrockFoundation BedrockModel
        Budgets Cfg Chatbot Chime ChimeSDKMediaPipelines CleanRooms Cloud9 CloudControl CloudFormation CloudFront
        CloudHsmV2 CloudSearch CloudTrail CloudWatch CodeArtifact CodeBuild CodeCatalyst CodeCommit CodeDeploy
        CodeGuruProfiler CodeGuruReviewer CodePipeline CodeStarConnections CodeStarNotifications Cognito
        Comprehend Connect ControlTower CostExplorer Cur CustomerProfiles DataExchange DataPipeline DataSync
        DataZone Dax Detective DevOpsGuru DeviceFarm DirectConnect DirectoryService Dlm Dms DocDB Drs DynamoDB Ebs
        Ec2 Ec2ClientVpn Ec2TransitGateway Ecr EcrPublic Ecs Efs Eks ElastiCache ElasticBeanstalk ElasticSearch
        ElasticTranscoder Elb Emr EmrContainers EmrServerless Evidently FinSpace Fis Fms Fsx GameLift Glacier
        GlobalAccelerator Glue Grafana GuardDuty Iam IdentityStore ImageBuilder Inspector Inspector2 Iot Ivs
        IvsChat Kendra Keyspaces Kinesis KinesisAnalyticsV2 Kms LB LakeFormation Lambda Lex LicenseManager
        LightSail Location M2 Macie Macie2 MediaConvert MediaLive MediaPackage MediaStore MemoryDb Mq Msk
        MskConnect Mwaa Neptune NetworkFirewall NetworkManager Oam OpenSearch OpenSearchIngest Organizations
        Outposts PaymentCryptography Pinpoint Pipes Polly Pricing Qldb Quicksight Ram Rbin Rds RedShift
        RedshiftData RedshiftServerless Rekognition ResourceGroups ResourceGroupsTaggingApi RolesAnywhere Route53
        Route53Domains Route53RecoveryControl Route53RecoveryReadiness Rum S3 S3Control S3Outposts Sagemaker
        Scheduler Schemas SecretsManager SecurityHub SecurityLake ServerlessRepository ServiceCatalog
        ServiceDiscovery ServiceQuotas Ses SesV2 Sfn Shield Signer Sns Sqs Ssm SsmContacts SsmIncidents SsoAdmin
        StorageGateway Swf Synthetics TimestreamWrite Transcribe Transfer VerifiedAccess VerifiedPermissions
        VpcLattice Waf WafRegional WafV2 Workspaces Xray
        """
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(name => KeyValuePair.Create(name.ToLowerInvariant(), $"Pulumi.Aws.{name}"))
        .Append(KeyValuePair.Create(SnowflakeDeclarations.Module, "Pulumi.Snowflake"))
        .ToDictionary();

    // A C# member cannot have its class's name. Each is the name in the real package, in sdk/dotnet of
    // github.com/pulumi/pulumi-aws: S3/Bucket.cs, Iam/Policy.cs, Sqs/RedrivePolicy.cs, Sqs/RedriveAllowPolicy.cs.
    private static Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal)
    {
        ["s3.Bucket.bucket"] = "BucketName",
        ["iam.Policy.policy"] = "PolicyDocument",
        ["sqs.RedrivePolicy.redrivePolicy"] = "RedrivePolicyName",
        ["sqs.RedriveAllowPolicy.redriveAllowPolicy"] = "RedriveAllowPolicyName",
    };

    private static HashSet<string> Keywords { get; } =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const",
        "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern",
        "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface",
        "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override",
        "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof",
        "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint",
        "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    public static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <param name="module">The provider's module; empty for its root.</param>
    public static string Namespace(string module) =>
        module.Length == 0 ? "Pulumi.Aws"
        : Namespaces.TryGetValue(module, out var name) ? name
        : throw new GeneratorException($"the C# namespace of the module {module} is not known: add it to Names.cs");

    /// <summary>The module of a namespace <c>Pulumi.Aws.…</c>; null for any other namespace.</summary>
    public static string? Module(string name, Declarations declarations)
    {
        var module = name.ToLowerInvariant();
        return !declarations.HasModule(module) ? null
            : Namespace(module) == $"Pulumi.Aws.{name}" ? module
            : throw new GeneratorException($"Pulumi.Aws.{name} is called {Namespace(module)} in the real package");
    }

    /// <param name="module">The provider's module.</param>
    /// <param name="shape">The resource or nested type.</param>
    /// <param name="property">The property's wire name.</param>
    public static string Property(string module, string shape, string property) =>
        Properties.TryGetValue($"{module}.{shape}.{property}", out var name) ? name : Upper(property);

    public static string Parameter(string property) => Keywords.Contains(property) ? "@" + property : property;
}
