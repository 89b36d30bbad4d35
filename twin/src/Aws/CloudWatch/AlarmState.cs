namespace Twin.Aws.CloudWatch;

/// <summary>The state of an alarm.</summary>
public enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}

/// <summary>CloudWatch's names of the states.</summary>
public static class AlarmStates
{
    /// <summary><c>INSUFFICIENT_DATA</c>, <c>OK</c> or <c>ALARM</c>.</summary>
    public static string Text(this AlarmState state) => state switch
    {
        AlarmState.Ok => "OK",
        AlarmState.Alarm => "ALARM",
        _ => "INSUFFICIENT_DATA",
    };
}
