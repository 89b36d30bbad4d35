namespace Twin.Aws.CloudWatch;

/// <summary>The result of one evaluation of an alarm.</summary>
/// <param name="State">The new state.</param>
/// <param name="Reason">The reason, mostly in CloudWatch's words.</param>
public sealed record AlarmEvaluation(AlarmState State, string Reason);
