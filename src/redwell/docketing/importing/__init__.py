def proposals(actor, proceeding):
    return []
