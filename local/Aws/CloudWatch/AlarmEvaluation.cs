namespace Local.Aws.CloudWatch;

/// <summary>What an alarm came to at one moment.</summary>
/// <param name="State">The state that it has from then on.</param>
/// <param name="Reason">Why, much in CloudWatch's words.</param>
public sealed record AlarmEvaluation(AlarmState State, string Reason);
